namespace Kontor.Tests.Access.Matrix;

/// <content>The wire protocol.</content>
public static partial class RouteTable
{
    private static readonly string[] Wire =
    [
        "GET /v1/agreements | ViewCustomerAgreement (read)",
        "GET /v1/compliance/csp/agreementstatus | ViewPartnerships (read)",
        "GET /v1/customers | ViewCustomers (read)",
        "POST /v1/customers | AddCustomers",
        "GET /v1/customers/relationshiprequests | RequestRelationship",
        "GET /v1/customers/{customerId} | ViewCustomers (read)",
        "PATCH /v1/customers/{customerId} | RemoveCustomerAsSeller",
        "GET /v1/customers/{customerId}/agreements | ViewCustomerAgreement (read)",
        "POST /v1/customers/{customerId}/agreements | AttestCustomerAgreement",
        "POST /v1/customers/{customerId}/carts | CreateOrders",
        "GET /v1/customers/{customerId}/carts/{cartId} | CreateOrders (read)",
        "PUT /v1/customers/{customerId}/carts/{cartId} | CreateOrders",
        "POST /v1/customers/{customerId}/carts/{cartId}/checkout | CreateOrders",
        "GET /v1/customers/{customerId}/directSignedMicrosoftCustomerAgreementStatus | ViewCustomerAgreement (read)",
        "GET /v1/customers/{customerId}/orders | CreateOrders (read)",
        "POST /v1/customers/{customerId}/orders | CreateOrders",
        "GET /v1/customers/{customerId}/orders/{orderId} | CreateOrders (read)",
        "GET /v1/customers/{customerId}/products | ViewCatalog (read)",
        "GET /v1/customers/{customerId}/products/{productId} | ViewCatalog (read)",
        "GET /v1/customers/{customerId}/products/{productId}/skus | ViewCatalog (read)",
        "GET /v1/customers/{customerId}/products/{productId}/skus/{skuId} | ViewCatalog (read)",
        "GET /v1/customers/{customerId}/products/{productId}/skus/{skuId}/availabilities | ViewCatalog (read)",
        "GET /v1/customers/{customerId}/products/{productId}/skus/{skuId}/availabilities/{availabilityId} | ViewCatalog (read)",
        "GET /v1/customers/{customerId}/relationships | ViewCustomers (read)",
        "GET /v1/customers/{customerId}/subscriptions | ViewSubscriptions (read)",
        "GET /v1/customers/{customerId}/subscriptions/{subscriptionId} | ViewSubscriptions (read)",
        "PATCH /v1/customers/{customerId}/subscriptions/{subscriptionId} | ViewSubscriptions (read) + ChangeSubscriptions",
        "GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/supportcontact | ViewSubscriptions (read)",
        "PUT /v1/customers/{customerId}/subscriptions/{subscriptionId}/supportcontact | ViewSubscriptions (read) + AssignSupportContact",
        "GET /v1/invoices | ViewInvoices (read)",
        "GET /v1/products | ViewCatalog (read)",
        "GET /v1/products/{productId} | ViewCatalog (read)",
        "GET /v1/products/{productId}/skus | ViewCatalog (read)",
        "GET /v1/products/{productId}/skus/{skuId} | ViewCatalog (read)",
        "GET /v1/products/{productId}/skus/{skuId}/availabilities | ViewCatalog (read)",
        "GET /v1/products/{productId}/skus/{skuId}/availabilities/{availabilityId} | ViewCatalog (read)",
        "GET /v1/profiles/mpn | ViewOwnProfile (read)",
        "GET /v1/profiles/organization | ViewOwnProfile (read)",
        "GET /v1/relationships | ViewPartnerships (read)",
        "ANY /v1/{**rest} | everyone",
    ];
}
