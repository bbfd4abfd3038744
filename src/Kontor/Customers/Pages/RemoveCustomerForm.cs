namespace Kontor.Customers;

/// <summary>What the page sends that ends a relationship with a customer.</summary>
public sealed class RemoveCustomerForm
{
    public bool Confirmed { get; set; }

    public string? Statement { get; set; }

    public string? Language { get; set; }
}
