namespace Kontor.Kernel;

/// <summary>The shape of a mail address, no more: whether a mailbox is behind it only a mail can tell.</summary>
public static class EmailAddress
{
    /// <summary>RFC 5321 lets an address be no longer than this.</summary>
    public const int MaxLength = 254;

    /// <summary>One local part, one domain with a dot, nothing that could break a header.</summary>
    public static bool IsValid(string? address)
    {
        if (address is null || address.Length is 0 or > MaxLength)
        {
            return false;
        }

        var at = address.IndexOf('@', StringComparison.Ordinal);
        return at is > 0 and <= 64 && IsDomain(address.AsSpan(at + 1)) && IsPlain(address.AsSpan(0, at));
    }

    /// <summary>The part after the @, in lower case.</summary>
    public static string DomainOf(string address) =>
        address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant();

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        if (domain.Length is < 3 or > 253 || domain.IndexOf('.') < 0)
        {
            return false;
        }

        foreach (var label in domain.Split('.'))
        {
            var text = domain[label];
            if (text.Length is 0 or > 63 || text[0] == '-' || text[^1] == '-')
            {
                return false;
            }

            foreach (var c in text)
            {
                if (c != '-' && !char.IsLetterOrDigit(c))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsPlain(ReadOnlySpan<char> local)
    {
        foreach (var c in local)
        {
            if (char.IsControl(c) || char.IsWhiteSpace(c) || "<>()[],;:\\\"@".Contains(c, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return local[0] != '.' && local[^1] != '.' && local.IndexOf("..") < 0;
    }
}
