using System.Net;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Kontor.Kernel;

/// <summary>How mail leaves: <c>Kontor:Mail</c>. Without a host it is written into a folder.</summary>
public sealed class MailOptions
{
    public const string Section = "Kontor:Mail";

    /// <summary>The longest that a mail server is waited for, in seconds.</summary>
    public const int LongestTimeout = 300;

    /// <summary>Folder into which mails are written while there is no host; null for <c>mail</c> in the data folder.</summary>
    public string? Pickup { get; set; }

    /// <summary>The SMTP server's name, as its certificate has it; null for none.</summary>
    public string? Host { get; set; }

    /// <summary>The port on which it takes mail and knows STARTTLS: 1 to 65535.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Whether the connection must be encrypted (STARTTLS); a server that cannot gets no mail then.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>PEM file with authorities that are trusted beside those of the system; null for none.</summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>The name to sign in with; null for a server that asks for none.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>A file that holds the password, read anew for every connection; null for none.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>The address that mails come from.</summary>
    public string? Sender { get; set; }

    /// <summary>Who they come from, in words; stands above the text too.</summary>
    public string SenderName { get; set; } = "Kontor";

    /// <summary>How long one mail may take, in seconds: 1 to <see cref="LongestTimeout"/>.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    public bool HasHost => !string.IsNullOrWhiteSpace(Host);

    internal TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    internal MailAddress SenderAddress => new(Sender ?? "noreply@kontor.invalid", SenderName, System.Text.Encoding.UTF8);

    /// <summary>What the server is signed in to with; null for no sign-in.</summary>
    internal NetworkCredential? Credential() => string.IsNullOrWhiteSpace(User)
        ? null
        : new NetworkCredential(User, PasswordFile is null ? Password : File.ReadAllText(PasswordFile).TrimEnd('\r', '\n'));

    internal X509Certificate2Collection Authorities()
    {
        var authorities = new X509Certificate2Collection();
        if (!string.IsNullOrWhiteSpace(CertificateAuthority))
        {
            authorities.ImportFromPemFile(CertificateAuthority);
        }

        return authorities;
    }
}

/// <summary>Says before the server starts what in <see cref="MailOptions"/> cannot work, and how to put it right.</summary>
internal sealed class MailOptionsCheck : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        string[] faults = [.. Faults(options)];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(MailOptions options)
    {
        if (options.Sender is not null ? !IsAddress(options.Sender) : options.HasHost)
        {
            yield return "Set Kontor:Mail:Sender to the address that mails come from, such as kontor@example.com.";
        }

        if (options.SenderName.Length is 0 or > 100 || options.SenderName.Any(char.IsControl))
        {
            yield return "Set Kontor:Mail:SenderName to one line of 1 to 100 characters.";
        }

        if (options.TimeoutSeconds is < 1 or > MailOptions.LongestTimeout)
        {
            yield return $"Set Kontor:Mail:TimeoutSeconds to 1 to {MailOptions.LongestTimeout} seconds.";
        }

        if (!options.HasHost)
        {
            yield break;
        }

        if (options.Port is < 1 or > 65535)
        {
            yield return "Set Kontor:Mail:Port to the port of the mail server, which is usually 587.";
        }
        else if (options.Port == 465)
        {
            yield return "Set Kontor:Mail:Port to the mail server's port for STARTTLS, usually 587: on 465 a server expects " +
                "TLS from the first byte, which Kontor does not do.";
        }

        foreach (var fault in FaultsOfSignIn(options).Concat(FaultsOfFiles(options)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> FaultsOfSignIn(MailOptions options)
    {
        var hasPassword = !string.IsNullOrEmpty(options.Password) || options.PasswordFile is not null;
        if (string.IsNullOrWhiteSpace(options.User) == hasPassword)
        {
            yield return "Set both Kontor:Mail:User and a password (Kontor:Mail:Password or Kontor:Mail:PasswordFile), or " +
                "neither for a mail server without sign-in.";
        }

        if (!string.IsNullOrEmpty(options.Password) && options.PasswordFile is not null)
        {
            yield return "Set Kontor:Mail:Password or Kontor:Mail:PasswordFile, not both.";
        }

        if (hasPassword && !options.StartTls && !IsLoopback(options.Host!))
        {
            yield return "Set Kontor:Mail:StartTls to true: without it the password would cross the network for all to read.";
        }
    }

    private static IEnumerable<string> FaultsOfFiles(MailOptions options)
    {
        if (options.PasswordFile is { } file && !CanRead(() => File.ReadAllText(file).Length > 0))
        {
            yield return $"Kontor:Mail:PasswordFile is {file}, which is empty or cannot be read. Name a file with the password " +
                "that the account running Kontor may read.";
        }

        if (!string.IsNullOrWhiteSpace(options.CertificateAuthority) && !CanRead(() => options.Authorities().Count > 0))
        {
            yield return $"Kontor:Mail:CertificateAuthority is {options.CertificateAuthority}, which holds no certificate or " +
                "cannot be read. Name a PEM file with the authority that signed the mail server's certificate.";
        }
    }

    private static bool IsAddress(string text) =>
        MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Length > 0;

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static bool CanRead(Func<bool> look)
    {
        try
        {
            return look();
        }
        catch (Exception error) when (error
            is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return false;
        }
    }
}
