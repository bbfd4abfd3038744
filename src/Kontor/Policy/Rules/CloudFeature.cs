using System.Text.Json.Serialization;

namespace Kontor.Policy;

/// <summary>What a deployment may switch off in one of the clouds (NAT-10). Named so in the policy document.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CloudFeature>))]
public enum CloudFeature
{
    /// <summary>NAT-04: the public directory of providers.</summary>
    FindProvider,

    /// <summary>NAT-07: customers that nobody has yet, and new services for anybody.</summary>
    NewCustomers,

    /// <summary>MUL-06: a customer takes a second partner that sells to it.</summary>
    MultiPartner,

    /// <summary>MUL-25: a partner manages what it has not sold.</summary>
    MultiChannel,

    /// <summary>K-03: providers and resellers sell together.</summary>
    TwoTier,

    /// <summary>MUL-03: a partner asks a customer that has a tenant for a relationship.</summary>
    RelationshipRequest,

    /// <summary>CUS-65: education, non-profit and the like.</summary>
    SpecialQualifications,
}
