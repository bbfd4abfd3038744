using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kontor.Sandbox;

/// <summary>How a demo user signs in; the secret in base 32 only where a second factor is asked for.</summary>
public sealed record UserCredentials(string User, string Password, string? TotpSecret = null);

/// <summary>An actor of the demo world, with everything that a script needs to act as it.</summary>
/// <param name="TenantId">Its tenant.</param>
/// <param name="Organisation">Its name.</param>
/// <param name="User">The tenant's global admin; an operator for the vendor.</param>
/// <param name="Password">Of that user.</param>
/// <param name="TotpSecret">Of that user, where a second factor is asked for.</param>
/// <param name="ClientId">An API application with the tenant's full roles.</param>
/// <param name="ClientSecret">Of that application.</param>
/// <param name="NetworkId">Of partners.</param>
/// <param name="Users">Further users by role, such as <c>salesAgent</c>.</param>
/// <param name="Membership">How it signs in to the membership (ENR-24), where it has not linked a network id yet.</param>
public sealed record ActorCredentials(
    Guid TenantId,
    string Organisation,
    string User,
    string Password,
    string? TotpSecret,
    Guid ClientId,
    string ClientSecret,
    string? NetworkId,
    IReadOnlyDictionary<string, UserCredentials> Users,
    UserCredentials? Membership = null);

/// <summary>
/// <c>credentials.json</c>: who is who in a demo world, by actor. It is the only place where the secrets stand, for the
/// database holds their hashes, so it is written once and before the world counts as made.
/// </summary>
public static class CredentialsFile
{
    public const string Name = "credentials.json";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string In(string folder) => Path.Combine(folder, Name);

    /// <summary>Puts the file in place whole, for its owner's eyes only.</summary>
    public static void Write(string folder, IReadOnlyDictionary<string, ActorCredentials> actors)
    {
        Directory.CreateDirectory(folder);
        var path = In(folder);
        var fresh = path + ".new";
        File.Delete(fresh);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(fresh, options))
        {
            JsonSerializer.Serialize(file, actors, Format);
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>The actors, or null when the folder has no such file or it cannot be understood.</summary>
    public static IReadOnlyDictionary<string, ActorCredentials>? Read(string folder)
    {
        try
        {
            using var file = File.OpenRead(In(folder));
            return JsonSerializer.Deserialize<Dictionary<string, ActorCredentials>>(file, Format);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
