using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Kontor.Kernel;
using Kontor.Tests.House;

namespace Kontor.Tests.Mails;

/// <summary>A real SMTP server on loopback, with a certificate of an authority that nobody else knows.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    public const string Password = "näht, auch die Türen";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder;
    private readonly bool _isPlain;
    private Process _process = null!;

    private MailServer(string folder, bool isPlain) => (_folder, _isPlain) = (folder, isPlain);

    public int Port { get; private set; }

    public string AuthorityFile => Path.Combine(_folder, "authority.pem");

    public ConcurrentQueue<TakenMail> Taken { get; } = [];

    /// <param name="name">For whom its certificate is.</param>
    /// <param name="isPlain">Whether it neither encrypts nor asks who sends.</param>
    public static async Task<MailServer> Start(string name = "localhost", bool isPlain = false)
    {
        var server = new MailServer(TestFolder.Create(), isPlain);
        server.WriteCertificates(name);
        await server.Up();
        return server;
    }

    /// <summary>Settings with which mails leave by this server.</summary>
    public MailOptions Options() => new()
    {
        Host = "localhost",
        Port = Port,
        CertificateAuthority = AuthorityFile,
        User = "kontor",
        Password = Password,
        Sender = "kontor@vendor.example",
        SenderName = "Kontor der Möwe & Söhne",
        TimeoutSeconds = 20,
    };

    public (string Key, string Value)[] Settings() =>
    [
        ("Kontor:Mail:Host", "localhost"),
        ("Kontor:Mail:Port", Port.ToString(CultureInfo.InvariantCulture)),
        ("Kontor:Mail:CertificateAuthority", AuthorityFile),
        ("Kontor:Mail:User", "kontor"),
        ("Kontor:Mail:Password", Password),
        ("Kontor:Mail:Sender", "kontor@vendor.example"),
    ];

    /// <summary>Starts it, on the port it had.</summary>
    public async Task Up()
    {
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                Path.Combine(Repository.Root, "tests", "Kontor.Tests", "Kernel", "Mail", "mail-server.cjs"),
                Port.ToString(CultureInfo.InvariantCulture),
                Path.Combine(_folder, "key.pem"),
                Path.Combine(_folder, "certificate.pem"),
                Password,
                _isPlain ? "plain" : "",
            },
        };
        _process = Process.Start(start)!;
        var first = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        Port = int.Parse(first!.Split(' ')[1], CultureInfo.InvariantCulture);
        _ = Listen(_process.StandardOutput);
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task Down()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>The mails that it took, when there are so many.</summary>
    public async Task<IReadOnlyList<TakenMail>> Until(int count)
    {
        for (var attempt = 0; Taken.Count < count; attempt++)
        {
            Assert.True(attempt < 300, $"Of {count} mails {Taken.Count} came.");
            await Task.Delay(50);
        }

        return [.. Taken];
    }

    public async ValueTask DisposeAsync()
    {
        await Down();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Listen(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            Taken.Enqueue(TakenMail.Read(JsonDocument.Parse(line).RootElement));
        }
    }

    private void WriteCertificates(string name)
    {
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=Kontor tests", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = authority.CreateSelfSigned(from, to);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var certificate = request.Create(root, from, to, RandomNumberGenerator.GetBytes(8));

        File.WriteAllText(AuthorityFile, root.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }
}
