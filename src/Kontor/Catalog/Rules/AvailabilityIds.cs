using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Kontor.Catalog;

/// <summary>
/// Ids of availabilities: twelve characters, always the same for the same product, SKU, market, segment and currency,
/// so that every import and every installation of a list gives the same catalog item ids.
/// </summary>
public static class AvailabilityIds
{
    public const int Length = 12;

    /// <summary>Crockford's base 32: no letters that are taken for digits.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Of(string productId, string skuId, string market, Segment segment, string currency) =>
        Read(Digest(productId, skuId, market, segment, currency));

    /// <summary>SHA-256 of what makes the availability; its first 60 bits are the id.</summary>
    public static byte[] Digest(string productId, string skuId, string market, Segment segment, string currency) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{productId}\n{skuId}\n{market}\n{segment}\n{currency}"));

    public static string Read(byte[] digest) =>
        string.Create(Length, BinaryPrimitives.ReadUInt64BigEndian(digest), static (id, bits) =>
        {
            for (var i = 0; i < id.Length; i++)
            {
                id[i] = Alphabet[(int)(bits >> 59)];
                bits <<= 5;
            }
        });
}
