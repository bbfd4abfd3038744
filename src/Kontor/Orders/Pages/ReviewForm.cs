namespace Kontor.Orders;

/// <summary>What the button of the review sends back: the cart as it was looked at.</summary>
public sealed class ReviewForm
{
    public Guid Cart { get; set; }

    public int Version { get; set; }
}
