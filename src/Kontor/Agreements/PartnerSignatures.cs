using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Agreements;

/// <summary>Which signatures an operator wants to see.</summary>
/// <param name="Name">How the organization's name begins, in any case; null for any.</param>
/// <param name="RegionGroup">Only for that region; null for any.</param>
/// <param name="Version">Only under that version; null for any.</param>
/// <param name="Span">Only those given then.</param>
/// <param name="IsOldestFirst">The order.</param>
public sealed record SignatureFilter(
    string? Name, string? RegionGroup, string? Version, InstantSpan Span, bool IsOldestFirst);

/// <summary>What is kept of a signature under the partner agreement (AGR-13), with the names of who gave it.</summary>
/// <param name="Id">The signature.</param>
/// <param name="Organisation">Legal name, as it is now.</param>
/// <param name="Domain">Of the tenant in which it was signed.</param>
/// <param name="RegionGroup">For which region.</param>
/// <param name="Version">Of the text.</param>
/// <param name="TextHash">SHA-256 of the text.</param>
/// <param name="SignedBy">Who signed.</param>
/// <param name="UserName">As whom that person signed in.</param>
/// <param name="SignedAt">When.</param>
public sealed record SignatureRow(
    Guid Id, string Organisation, string Domain, string RegionGroup, string Version, byte[] TextHash, string SignedBy,
    string UserName, DateTimeOffset SignedAt)
{
    public string Fingerprint => Convert.ToHexStringLower(TextHash);
}

/// <summary>The evidence of signatures: a partner's own, and all of them for operators.</summary>
public sealed class PartnerSignatures(KontorDb db)
{
    private const int MostOwn = 50;

    private const string Columns =
        """
        select s.id as "Id", o.name as "Organisation", t.default_domain as "Domain", s.region_group as "RegionGroup",
            s.version as "Version", s.text_hash as "TextHash", coalesce(u.full_name, '') as "SignedBy", coalesce(u.user_name, '') as "UserName",
            s.signed_at as "SignedAt"
        """;

    private const string Rows =
        """
        from partner_agreement_signatures s
        join organisations o on o.id = s.organisation_id
        join tenants t on t.id = s.tenant_id
        left join users u on u.id = s.signed_by
        """;

    /// <summary>What the actor's organization signed, in whichever region and tenant; the newest first.</summary>
    public async Task<IReadOnlyList<SignatureRow>> Own(Actor actor, CancellationToken cancel)
    {
        var sql = new SqlText();
        sql.Add($"{Columns} {Rows}");
        sql.Add(
            """
            where s.organisation_id = (select organisation_id from tenants where id = {0})
            order by s.signed_at desc, s.id desc limit {1}
            """,
            actor.TenantId.Value,
            MostOwn);
        return await db.Database.SqlQuery<SignatureRow>(sql.ToStatement()).ToListAsync(cancel);
    }

    /// <summary>Of all partners, by when they were given.</summary>
    public async Task<Page<SignatureRow>> List(SignatureFilter filter, PageRequest page, CancellationToken cancel)
    {
        var sql = new SqlText();
        sql.Add(Columns);
        AddRows(sql, filter);
        sql.AddPart(page, !filter.IsOldestFirst, "s.id", "s.signed_at", edge => edge.Instant);
        var rows = await db.Database.SqlQuery<SignatureRow>(sql.ToStatement()).ToListAsync(cancel);
        return Page.Of(rows, page, row => Cursor.At(row.SignedAt, row.Id));
    }

    /// <summary>How many there are, counted up to one more than <paramref name="most"/>.</summary>
    public Task<int> Count(SignatureFilter filter, int most, CancellationToken cancel) =>
        db.Database.SqlQuery<int>(SqlText.ToCount(sql => AddRows(sql, filter), most)).SingleAsync(cancel);

    private static void AddRows(SqlText sql, SignatureFilter filter)
    {
        sql.Add($"{Rows} where true");
        if (filter.Name is { Length: > 0 } name)
        {
            sql.Add("and starts_with(lower(o.name), lower({0}))", name);
        }

        if (filter.RegionGroup is { } region)
        {
            sql.Add("and s.region_group = {0}", region);
        }

        if (filter.Version is { } version)
        {
            sql.Add("and s.version = {0}", version);
        }

        if (filter.Span.From is { } from)
        {
            sql.Add("and s.signed_at >= {0}", from);
        }

        if (filter.Span.Until is { } until)
        {
            sql.Add("and s.signed_at < {0}", until);
        }
    }
}
