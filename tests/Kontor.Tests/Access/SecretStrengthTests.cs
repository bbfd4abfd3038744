using Kontor.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kontor.Tests.Access;

/// <summary>What other tests make with less work (<see cref="CheapSecrets"/>) is strong in earnest.</summary>
public sealed class SecretStrengthTests
{
    [Fact]
    public void Passwords_are_hashed_a_hundred_thousand_times_and_keys_have_their_full_length()
    {
        using var services = new ServiceCollection().AddAccess(new ConfigurationBuilder().Build()).BuildServiceProvider();
        var hashing = services.GetRequiredService<IOptions<PasswordHasherOptions>>().Value;
        using var key = services.GetRequiredService<NewKeyPair>()();

        Assert.Equal(PasswordHasherCompatibilityMode.IdentityV3, hashing.CompatibilityMode);
        Assert.InRange(hashing.IterationCount, 100_000, int.MaxValue);
        Assert.InRange(key.KeySize, 2048, int.MaxValue);
    }
}
