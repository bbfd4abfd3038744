using System.Globalization;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Kontor.Kernel;

/// <summary>
/// Why a mail did not leave, as a code for operators: <c>mailError.CODE</c>. What the server said is not kept, because
/// servers repeat addresses and contents in it.
/// </summary>
public static class MailError
{
    /// <summary>The mail server cannot be reached.</summary>
    public const string NoConnection = nameof(NoConnection);

    /// <summary>It did not answer in time.</summary>
    public const string Timeout = nameof(Timeout);

    /// <summary>It does not encrypt, which is required.</summary>
    public const string NoTls = nameof(NoTls);

    /// <summary>Nobody who is trusted vouches for its certificate, or it is for another name.</summary>
    public const string Certificate = nameof(Certificate);

    /// <summary>It did not accept the user and password, or asks for them.</summary>
    public const string SignIn = nameof(SignIn);

    /// <summary>The mail cannot be read with the keys of this server.</summary>
    public const string Unreadable = nameof(Unreadable);

    /// <summary>The recipient's address is none.</summary>
    public const string Address = nameof(Address);

    private const string Answer = "Smtp";

    /// <summary>The sentence for operators.</summary>
    public static string TextOf(string code) => AnswerIn(code) is { } answer
        ? Texts.Of("mailError." + Answer, answer)
        : Texts.Has("mailError." + code) ? Texts.Of("mailError." + code) : Texts.Of("mailError.other", code);

    internal static (string Code, bool IsFinal) Of(Exception error) => error switch
    {
        SmtpException { StatusCode: var status } when (int)status > 0 => OfAnswer((int)status),
        SmtpException { InnerException: IOException } => (NoConnection, false),
        SmtpException { InnerException: { } inner } => (OfCause(inner), false),
        SmtpException when error.Message.Contains("timed out", StringComparison.OrdinalIgnoreCase) => (Timeout, false),
        SmtpException => (NoTls, false),
        FormatException => (Address, true),
        _ => (OfCause(error), false),
    };

    /// <summary>
    /// RFC 5321, 4.2.1: what begins with 5 is refused for good, whoever is asked again. Not so what the server says to our
    /// sign-in (530, 534, 535, 538) and to commands that it does not know (500 … 504): that is about how we are set up.
    /// </summary>
    private static (string Code, bool IsFinal) OfAnswer(int status) => status switch
    {
        530 or 534 or 535 or 538 => (SignIn, false),
        _ => (Answer + status.ToString(CultureInfo.InvariantCulture), status is >= 510 and < 600),
    };

    private static string OfCause(Exception cause) => cause switch
    {
        AuthenticationException => Certificate,
        TimeoutException or OperationCanceledException => Timeout,
        SocketException => NoConnection,
        _ => cause.GetType().Name,
    };

    private static string? AnswerIn(string code) =>
        code.StartsWith(Answer, StringComparison.Ordinal) && code[Answer.Length..].All(char.IsAsciiDigit)
            ? code[Answer.Length..]
            : null;
}
