using Kontor.Kernel;
using Microsoft.Extensions.Options;

namespace Kontor.Tests.Mails;

public sealed class MailOptionsTests
{
    [Fact]
    public void Without_a_host_nothing_needs_to_be_set() => Assert.Empty(Faults(new()));

    [Fact]
    public void A_host_needs_a_sender_only() =>
        Assert.Empty(Faults(new() { Host = "mail.example", Sender = "kontor@example.com" }));

    [Theory]
    [InlineData("Sender", null)]
    [InlineData("Sender", "kontor")]
    [InlineData("Sender", "Kontor <kontor@example.com>")]
    [InlineData("SenderName", "")]
    [InlineData("SenderName", "Kontor\r\nBcc: all@example.com")]
    [InlineData("Port", "0")]
    [InlineData("Port", "465")]
    [InlineData("TimeoutSeconds", "0")]
    [InlineData("TimeoutSeconds", "301")]
    [InlineData("User", "kontor")]
    [InlineData("Password", "secret")]
    [InlineData("PasswordFile", "/nowhere/password")]
    [InlineData("CertificateAuthority", "/nowhere/authority.pem")]
    [InlineData("CertificateAuthority", "/dev/null")]
    public void What_cannot_work_is_named_with_what_to_set(string setting, string? value)
    {
        var options = new MailOptions { Host = "mail.example", Sender = "kontor@example.com" };
        var property = typeof(MailOptions).GetProperty(setting)!;
        property.SetValue(options, property.PropertyType == typeof(int) ? int.Parse(value!, null) : value);

        var faults = Faults(options);

        Assert.Contains(faults, fault => fault.Contains($"Kontor:Mail:{setting}", StringComparison.Ordinal));
        Assert.All(faults, fault => Assert.DoesNotContain("secret", fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mail.example", 1)]
    [InlineData("localhost", 0)]
    [InlineData("127.0.0.1", 0)]
    public void A_password_crosses_no_network_in_the_open(string host, int faults) => Assert.Equal(faults, Faults(new()
    {
        Host = host,
        Sender = "kontor@example.com",
        StartTls = false,
        User = "kontor",
        Password = "secret",
    }).Count);

    [Fact]
    public async Task A_server_that_cannot_send_does_not_start()
    {
        await using var world = await World.Create();

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => world.WholeServer(
            settings: [("Kontor:Mail:Host", "mail.example"), ("Kontor:Mail:Port", "465")]));

        Assert.Equal(2, refused.Failures.Count());
    }

    private static IReadOnlyList<string> Faults(MailOptions options) =>
        [.. new MailOptionsCheck().Validate(null, options).Failures ?? []];
}
