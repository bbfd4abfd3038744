using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Kontor.Kernel;

/// <summary>
/// Whose word about a mail server's certificate counts, beside the system's. <c>SmtpClient</c> asks one callback of the
/// whole process; who is trusted is therefore kept with the flow that sends, and everybody else stays with the system.
/// </summary>
internal static class MailTrust
{
    private static readonly AsyncLocal<X509Certificate2Collection?> Authorities = new();

    static MailTrust()
    {
#pragma warning disable SYSLIB0014 // The only place that SmtpClient looks at.
        ServicePointManager.ServerCertificateValidationCallback = IsTrusted;
#pragma warning restore SYSLIB0014
    }

    /// <summary>From here on, in the method that calls and in what it awaits.</summary>
    public static void In(X509Certificate2Collection authorities) => Authorities.Value = authorities;

    private static bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        // A wrong name or a missing certificate is nobody's to allow.
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || chain is null
            || certificate is not X509Certificate2 shown || Authorities.Value is not { Count: > 0 } authorities)
        {
            return false;
        }

        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        return chain.Build(shown);
    }
}
