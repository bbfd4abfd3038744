using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Kontor.Kernel;
using Microsoft.AspNetCore.DataProtection;

namespace Kontor.PartnerCenter;

/// <summary>Where a page of a keyset-paged list begins or ends: the last sort key, and the id that tells equals apart.</summary>
internal readonly record struct SeekPosition(string Key, Guid Id);

/// <summary>
/// The state of a seek query. Clients send nothing but this token with the operation, so it holds everything: size,
/// filter, and both ends of the page it came with.
/// </summary>
/// <param name="List">The list it belongs to, so that a token of one list means nothing to another.</param>
/// <param name="Tenant">The partner it was made for.</param>
/// <param name="Size">Items per page, 1 or more.</param>
/// <param name="Filter">The filter as the client sent it; null for none.</param>
/// <param name="First">The first item of the page.</param>
/// <param name="Last">The last item of the page.</param>
internal sealed record SeekToken(
    string List, TenantId Tenant, int Size, string? Filter, SeekPosition First, SeekPosition Last)
{
    public const string Header = "MS-ContinuationToken";
}

/// <summary>Seals tokens, so that what comes back is what was given out, whichever server gave it.</summary>
internal sealed class SeekTokens(IDataProtectionProvider protection)
{
    /// <summary>Two sort keys and a filter of the greatest length fit; headers of a request end at 32 KB.</summary>
    private const int MaxLength = 16 * 1024;

    private const byte Form = 1;

    private readonly IDataProtector _seal = protection.CreateProtector("Kontor.PartnerCenter.SeekToken");

    public string Seal(SeekToken token)
    {
        using var plain = new MemoryStream();
        using (var writer = new BinaryWriter(plain, Encoding.UTF8))
        {
            writer.Write(Form);
            writer.Write(token.List);
            writer.Write(token.Tenant.Value.ToByteArray());
            writer.Write(token.Size);
            writer.Write(token.Filter is not null);
            writer.Write(token.Filter ?? "");
            Write(writer, token.First);
            Write(writer, token.Last);
        }

        return Base64Url.EncodeToString(_seal.Protect(plain.ToArray()));
    }

    /// <summary>The token in the text where it is one of ours for this list and partner; null for anything else.</summary>
    public SeekToken? Open(string text, string list, TenantId tenant)
    {
        if (text.Length > MaxLength || !Base64Url.IsValid(text))
        {
            return null;
        }

        try
        {
            var token = Read(_seal.Unprotect(Base64Url.DecodeFromChars(text)));
            return token is not null && token.List == list && token.Tenant == tenant ? token : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static SeekToken? Read(byte[] plain)
    {
        using var reader = new BinaryReader(new MemoryStream(plain), Encoding.UTF8);
        if (reader.ReadByte() != Form)
        {
            return null;
        }

        var list = reader.ReadString();
        var tenant = new TenantId(new Guid(reader.ReadBytes(16)));
        var size = reader.ReadInt32();
        var hasFilter = reader.ReadBoolean();
        var filter = reader.ReadString();
        return new SeekToken(list, tenant, size, hasFilter ? filter : null, ReadPosition(reader), ReadPosition(reader));
    }

    private static void Write(BinaryWriter writer, SeekPosition position)
    {
        writer.Write(position.Key);
        writer.Write(position.Id.ToByteArray());
    }

    private static SeekPosition ReadPosition(BinaryReader reader) =>
        new(reader.ReadString(), new Guid(reader.ReadBytes(16)));
}
