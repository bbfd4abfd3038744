namespace Kontor.Kernel;

/// <summary>An identifier that names its kind, so a reseller's tenant cannot stand where an order is due.</summary>
public interface IId
{
    Guid Value { get; }
}

public readonly record struct OrganisationId(Guid Value) : IId
{
    public override string ToString() => Value.ToString();
}

/// <summary>A directory tenant: partner, customer or operator. Partners and customers are known by it on the wire (ACC-23).</summary>
public readonly record struct TenantId(Guid Value) : IId
{
    public override string ToString() => Value.ToString();
}

public readonly record struct UserId(Guid Value) : IId
{
    public override string ToString() => Value.ToString();
}

/// <summary>A registered API application.</summary>
public readonly record struct ClientId(Guid Value) : IId
{
    public override string ToString() => Value.ToString();
}

public readonly record struct InvitationId(Guid Value) : IId
{
    public override string ToString() => Value.ToString();
}

public readonly record struct PartnershipId(Guid Value) : IId
{
    public override string ToString() => Value.ToString();
}

/// <summary>A reseller's request that the program ends one of its partnerships (REL-52).</summary>
public readonly record struct EndRequestId(Guid Value) : IId
{
    public override string ToString() => Value.ToString();
}

public readonly record struct RelationshipId(Guid Value) : IId
{
    public override string ToString() => Value.ToString();
}

/// <summary>Delegated admin rights of one partner in one customer's tenant, requested or given.</summary>
public readonly record struct GrantId(Guid Value) : IId
{
    public override string ToString() => Value.ToString();
}

public readonly record struct CartId(Guid Value) : IId
{
    public override string ToString() => Value.ToString();
}

public readonly record struct OrderId(Guid Value) : IId
{
    public override string ToString() => Value.ToString();
}

public readonly record struct SubscriptionId(Guid Value) : IId
{
    public override string ToString() => Value.ToString();
}

/// <summary>A subscription that a customer did not buy from a partner of the program (MUL-21).</summary>
public readonly record struct OutsideSubscriptionId(Guid Value) : IId
{
    public override string ToString() => Value.ToString();
}

/// <summary>A customer's request for help (SUP-06).</summary>
public readonly record struct ServiceRequestId(Guid Value) : IId
{
    public override string ToString() => Value.ToString();
}

public readonly record struct ChargeLineId(Guid Value) : IId
{
    public override string ToString() => Value.ToString();
}

public readonly record struct PriceListId(Guid Value) : IId
{
    public override string ToString() => Value.ToString();
}

/// <summary>Long work that runs in the background.</summary>
public readonly record struct JobId(Guid Value) : IId
{
    public override string ToString() => Value.ToString();
}

/// <summary>A file that a job reads or has made.</summary>
public readonly record struct JobFileId(Guid Value) : IId
{
    public override string ToString() => Value.ToString();
}
