using Kontor.Accounts;
using Kontor.Kernel;

namespace Kontor.Tenants;

/// <summary>A tenant of the own account.</summary>
/// <param name="Id">Tenant id.</param>
/// <param name="Domain">Default domain.</param>
/// <param name="Kind">Partner, Customer, SharedServices or Sandbox.</param>
/// <param name="Cloud">Public, UsGovernment, Germany or China.</param>
/// <param name="Country">Market key.</param>
/// <param name="CreatedAt">Since when there is it.</param>
/// <param name="Origin">How it came to the account: Primary, Own, Linked or Merged.</param>
/// <param name="IsSignedIn">Whether the caller is signed in to it.</param>
/// <param name="Enrollments">Partner types with their states.</param>
public sealed record TenantBody(
    Guid Id,
    string Domain,
    TenantKind Kind,
    Cloud Cloud,
    string Country,
    DateTimeOffset CreatedAt,
    TenantOrigin Origin,
    bool IsSignedIn,
    IReadOnlyList<TenantPlace> Enrollments)
{
    public static TenantBody Of(TenantRow row, Actor actor) => new(
        row.Id.Value, row.Domain, row.Kind, row.Cloud, row.Market, row.CreatedAt, row.Origin, row.Id == actor.TenantId,
        row.Places);
}

/// <summary>A sign-in to a tenant that is to be linked.</summary>
/// <param name="Tenant">Its domain or tenant id.</param>
/// <param name="UserName">Of a global admin of it.</param>
/// <param name="Password">Of that user; it is not kept.</param>
public sealed record TenantSignInBody(string? Tenant, string? UserName, string? Password);

/// <summary>What will be linked.</summary>
/// <param name="Proof">To be sent with the confirmation, within a quarter of an hour.</param>
/// <param name="TenantId">Of the tenant signed in to.</param>
/// <param name="Domain">Its default domain.</param>
/// <param name="WithdrawsDraft">Whether an enrollment that was begun in it is withdrawn.</param>
/// <param name="Users">How many active users come with it.</param>
public sealed record LinkableTenantBody(string Proof, Guid TenantId, string Domain, bool WithdrawsDraft, int Users)
{
    public static LinkableTenantBody Of(LinkableTenant found) => new(
        found.Proof, found.Facts.Tenant.Id.Value, found.Facts.Tenant.DefaultDomain, found.HasDraft, found.Users);
}

/// <summary>A customer tenant for the partner's own use.</summary>
/// <param name="Prefix">The part of its domain that is its own.</param>
/// <param name="Country">Market key.</param>
/// <param name="FullName">Of its first global admin.</param>
/// <param name="UserName">The part before the @ of that admin's sign-in name.</param>
/// <param name="Language">en, de or nl; en when left out.</param>
public sealed record MakeTenantBody(string? Prefix, string? Country, string? FullName, string? UserName, string? Language)
{
    public TenantWish ToWish() => new(Prefix ?? "", Country ?? "", FullName ?? "", UserName ?? "", Language ?? "en");
}

/// <summary>What was made; the password is shown this once.</summary>
public sealed record MadeTenantBody(Guid TenantId, string Domain, string UserName, string Password)
{
    public static MadeTenantBody Of(MadeTenant made) => new(
        made.Tenant.Id.Value, made.Tenant.DefaultDomain, made.Admin.User.UserName!, made.Admin.Password);
}

/// <summary>The confirmation that a tenant is to be linked.</summary>
public sealed record LinkTenantBody(string? Proof);

/// <summary>A tenant for shared services.</summary>
/// <param name="Prefix">The part of its domain that is its own.</param>
public sealed record MakeSharedServicesBody(string? Prefix);

/// <summary>What was made; it is among the partner's customers from now on.</summary>
public sealed record MadeSharedServicesBody(Guid TenantId, string Domain);
