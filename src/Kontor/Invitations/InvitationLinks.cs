using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Kontor.Kernel;

namespace Kontor.Invitations;

/// <summary>What the sender gets when an invitation is made.</summary>
/// <param name="Id">The invitation, for lists and for taking it back.</param>
/// <param name="Link">The personal link; shown this once (REL-30).</param>
/// <param name="Draft">The mail as it was sent, or as it may be edited and sent; the link is in it.</param>
/// <param name="ExpiresAt">The first instant at which the link no longer holds.</param>
/// <param name="WasSent">Whether Kontor sends it (CUS-26).</param>
public sealed record IssuedInvitation(
    InvitationId Id, string Link, DraftMail Draft, DateTimeOffset ExpiresAt, bool WasSent);

/// <summary>Personal links: where they lead, and whether an edited text still holds one.</summary>
public sealed class InvitationLinks(PublicAddress address)
{
    /// <summary>How long a token of <see cref="Secrets.New"/> is.</summary>
    public const int TokenLength = 43;

    public string ToPartner(string token) => address.Of(PartnerPath + token);

    public string ToCustomer(string token) => address.Of(CustomerPath + token);

    /// <summary>Whether the text holds the link to a reseller whose token has this hash.</summary>
    public bool HasPartnerLink(string text, byte[] tokenHash) => HasLink(text, address.Of(PartnerPath), tokenHash);

    /// <summary>Whether the text holds the link to a customer whose token has this hash.</summary>
    public bool HasCustomerLink(string text, byte[] tokenHash) => HasLink(text, address.Of(CustomerPath), tokenHash);

    /// <summary>Whether this could be a token at all; anything else is not looked up.</summary>
    public static bool IsToken([NotNullWhen(true)] string? token) =>
        token is { Length: TokenLength } && Base64Url.IsValid(token);

    /// <summary>The culture in which dates and numbers of a draft are written.</summary>
    public static CultureInfo CultureOf(string language) => CultureInfo.GetCultureInfo(language switch
    {
        "de" => "de-DE",
        "nl" => "nl-NL",
        _ => "en-US",
    });

    private const string PartnerPath = "/invitations/partner/";

    private const string CustomerPath = "/invitations/customer/";

    private static bool HasLink(string text, string start, byte[] tokenHash)
    {
        for (var at = text.IndexOf(start, StringComparison.Ordinal);
             at >= 0;
             at = text.IndexOf(start, at + start.Length, StringComparison.Ordinal))
        {
            var rest = text.AsSpan(at + start.Length);
            if (rest.Length >= TokenLength && Secrets.Matches(rest[..TokenLength].ToString(), tokenHash)
                && (rest.Length == TokenLength || !IsOfToken(rest[TokenLength])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfToken(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
