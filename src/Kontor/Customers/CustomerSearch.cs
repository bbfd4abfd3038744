using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Customers;

/// <summary>A partner's customers in the search: by the beginning of the name or of the domain, or by id.</summary>
public sealed class CustomerSearch(CustomerQueries customers) : ISearchSource
{
    private const int Most = 6;

    public async Task<FoundGroup> Find(Caller caller, string wanted, CancellationToken cancel)
    {
        List<CustomerRow> rows = [];
        if (caller.May(Permission.ViewCustomers, PermissionLevel.Read).IsGranted)
        {
            CustomerFilter[] filters = Guid.TryParse(wanted, out var id)
                ? [CustomerFilter.None with { CustomerId = new TenantId(id) }]
                : [new CustomerFilter(Name: wanted), new CustomerFilter(Domain: wanted)];
            foreach (var filter in filters)
            {
                rows.AddRange((await customers.List(caller.Actor!, filter, new PageRequest(Most, null), cancel)).Items);
            }
        }

        return new(
            "customers.title",
            [.. rows.DistinctBy(row => row.CustomerId).Take(Most).Select(row => new Found(row.Name, $"/customers/{row.CustomerId}", row.Domain))]);
    }
}
