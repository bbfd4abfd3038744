using System.Collections.Immutable;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Enrolment;

/// <summary>What was charged in one currency.</summary>
/// <param name="Currency">In which currency.</param>
/// <param name="AsReseller">Smallest units charged to providers for this organization as their reseller.</param>
/// <param name="AsSeller">Smallest units charged to the organization itself.</param>
public sealed record RevenueInCurrency(Currency Currency, long AsReseller, long AsSeller);

/// <summary>
/// ENR-41, OPS-42: cloud revenue of an organization in the twelve months before an instant, over all its tenants, in US
/// cents. Perpetual software does not count; credits and refunds count against it.
/// </summary>
/// <param name="From">First instant that counts.</param>
/// <param name="Until">First instant that does not count any more.</param>
/// <param name="AsResellerCents">What providers bought for it as their reseller.</param>
/// <param name="AsSellerCents">What it bought itself.</param>
public sealed record TrailingRevenue(
    DateTimeOffset From, DateTimeOffset Until, long AsResellerCents, long AsSellerCents)
{
    public const int Months = 12;

    public long Cents => AsResellerCents + AsSellerCents;

    public Money Total => new(Cents, Currency.Usd);

    public Money AsReseller => new(AsResellerCents, Currency.Usd);

    public Money AsSeller => new(AsSellerCents, Currency.Usd);

    /// <summary>The first instant that counts where the last is <paramref name="until"/>.</summary>
    public static DateTimeOffset FirstBefore(DateTimeOffset until) => until.AddMonths(-Months);

    /// <summary>Each currency is converted at the policy's rate, and the sum is rounded once, half away from zero.</summary>
    public static TrailingRevenue Of(
        DateTimeOffset until, ImmutableArray<RevenueInCurrency> charged, ProgramPolicy policy)
    {
        return new(FirstBefore(until), until, Sum(row => row.AsReseller), Sum(row => row.AsSeller));

        long Sum(Func<RevenueInCurrency, long> unitsOf) => (long)Math.Round(
            charged.Sum(row => (decimal)unitsOf(row) / row.Currency.UnitsPerOne * policy.UsdRate(row.Currency))
                * Currency.Usd.UnitsPerOne,
            MidpointRounding.AwayFromZero);
    }
}
