using Microsoft.Extensions.Options;

namespace Kontor.Access;

/// <summary>Settings of passwords: <c>Kontor:Passwords</c>.</summary>
public sealed class PasswordOptions
{
    public const string Section = "Kontor:Passwords";

    private const int LongestHours = 24 * 30;

    /// <summary>How long a temporary password lets in, in hours: 1 to 720.</summary>
    public int TemporaryHours { get; set; } = 72;

    internal TimeSpan Temporary => TimeSpan.FromHours(TemporaryHours);

    /// <summary>Looked at when the server starts.</summary>
    internal sealed class Check : IValidateOptions<PasswordOptions>
    {
        public ValidateOptionsResult Validate(string? name, PasswordOptions options) =>
            options.TemporaryHours is >= 1 and <= LongestHours
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"Set Kontor:Passwords:TemporaryHours to 1 to {LongestHours} hours.");
    }
}
