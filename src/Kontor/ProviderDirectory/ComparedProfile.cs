using System.Globalization;
using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.ProviderDirectory;

/// <summary>One part of a profile as it is published and as it was handed in.</summary>
/// <param name="Label">What it is, in the reader's language.</param>
/// <param name="Before">As it is published; empty for nothing.</param>
/// <param name="After">As it would be.</param>
public sealed record ComparedPart(string Label, string Before, string After)
{
    public bool IsChanged => Before != After;
}

/// <summary>A profile beside what is to take its place, part by part, for the operator who decides.</summary>
public static class ComparedProfile
{
    public static IReadOnlyList<ComparedPart> Of(ProviderProfileText? before, ProviderProfileText after, Markets markets)
    {
        var old = before ?? ProviderProfileText.Empty;
        var names = StringComparer.Create(CultureInfo.CurrentUICulture, CompareOptions.None);
        return
        [
            new(Texts.Of("providerProfile.about"), old.About, after.About),
            .. Enum.GetValues<ProviderService>().Select(service => new ComparedPart(
                Texts.Of($"ProviderService.{service}"), old.SentenceOn(service) ?? "", after.SentenceOn(service) ?? "")),
            new(Texts.Of("directory.languages"), Languages(old), Languages(after)),
            new(Texts.Of("directory.countries"), Countries(old), Countries(after)),
            new(Texts.Of("providerProfile.contact.name"), old.Contact.Name, after.Contact.Name),
            new(Texts.Of("providerProfile.contact.email"), old.Contact.Email, after.Contact.Email),
            new(Texts.Of("providerProfile.contact.phone"), old.Contact.Phone, after.Contact.Phone),
            new(Texts.Of("providerProfile.contact.website"), old.Contact.Website, after.Contact.Website),
        ];

        string Languages(ProviderProfileText text) =>
            string.Join(", ", text.Languages.Select(code => Texts.Of($"language.{code}")).Order(names));

        string Countries(ProviderProfileText text) => string.Join(", ", text.Countries.Select(markets.NameOf).Order(names));
    }
}
