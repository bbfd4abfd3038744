using System.Security.Cryptography;
using Kontor.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests;

/// <summary>
/// Passwords and signing keys of one world, made with less work than in earnest, on which a run of all tests would
/// otherwise spend a quarter of its time.
/// </summary>
internal sealed class CheapSecrets
{
    private const int KeysOfAWorld = 2;
    private static readonly Lazy<byte[]>[] Ready =
        [.. Enumerable.Range(0, 8 * KeysOfAWorld).Select(_ => new Lazy<byte[]>(NewKey))];

    private static int _worlds;

    private readonly int _first = Interlocked.Increment(ref _worlds) * KeysOfAWorld;
    private int _taken;

    public void AddTo(IServiceCollection services) => services
        .Configure<PasswordHasherOptions>(options => options.IterationCount = 1)
        .AddSingleton<NewKeyPair>(KeyPair);

    /// <summary>Worlds that stand beside each other have keys of their own, and no world has one twice.</summary>
    private RSA KeyPair()
    {
        var number = Interlocked.Increment(ref _taken) - 1;
        if (number >= KeysOfAWorld)
        {
            return RSA.Create(PublicKey.MinBits);
        }

        var key = RSA.Create();
        key.ImportPkcs8PrivateKey(Ready[(_first + number) % Ready.Length].Value, out _);
        return key;
    }

    private static byte[] NewKey()
    {
        using var key = RSA.Create(PublicKey.MinBits);
        return key.ExportPkcs8PrivateKey();
    }
}
