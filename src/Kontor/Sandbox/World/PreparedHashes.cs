using Kontor.Access;
using Microsoft.AspNetCore.Identity;

namespace Kontor.Sandbox;

/// <summary>
/// Hashes the demo users' passwords as strongly as everybody's, on all processors and while other things are done: one
/// after the other they would take most of the time that the world may take.
/// </summary>
internal sealed class PreparedHashes : IPasswordHasher<User>
{
    private readonly Dictionary<string, Task<string>> _hashes;

    /// <param name="hasher">Does the work; it needs nothing of a user.</param>
    /// <param name="passwords">In the order in which they will be wanted.</param>
    public PreparedHashes(IPasswordHasher<User> hasher, IEnumerable<string> passwords) =>
        _hashes = passwords.ToDictionary(
            password => password,
            password => Task.Run(() => hasher.HashPassword(null!, password)));

    public string HashPassword(User user, string password) => _hashes[password].GetAwaiter().GetResult();

    public PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword) =>
        throw new NotSupportedException("Nobody signs in while the demo world is made.");
}
