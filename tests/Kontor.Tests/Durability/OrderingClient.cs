using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Kontor.Access;

namespace Kontor.Tests.Durability;

/// <summary>
/// Orders like an integrator's nightly job: names each request, and remembers which were acknowledged with which order
/// and which it does not know the end of.
/// </summary>
internal sealed class OrderingClient(TradingChain chain, RegisteredApplication application)
{
    /// <summary>By request id: the order that the server said it placed.</summary>
    public ConcurrentDictionary<Guid, Guid> Acknowledged { get; } = new();

    /// <summary>Sent, and no answer came.</summary>
    public ConcurrentDictionary<Guid, byte> InDoubt { get; } = new();

    public async Task<HttpClient> SignIn(Uri server)
    {
        var http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromSeconds(30) };
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"),
            new("client_id", application.ClientId.ToString()),
            new("client_secret", application.Secret),
            new("resource", "https://graph.windows.net"),
        ]);
        var answer = await http.PostAsync(new Uri($"/{chain.Provider.Id}/oauth2/token", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        var token = await answer.Content.ReadFromJsonAsync<JsonElement>();
        http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        return http;
    }

    /// <summary>So many orders from eight clients at once; ends early when the server is gone.</summary>
    /// <param name="http">Signed in.</param>
    /// <param name="count">How many.</param>
    /// <param name="onAcknowledged">Told after each acknowledgement how many there are in this run.</param>
    public async Task OrderUnderLoad(HttpClient http, int count, Action<int> onAcknowledged)
    {
        var (next, done) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) <= count)
            {
                if (await TryOrder(http, Guid.NewGuid()))
                {
                    onAcknowledged(Interlocked.Increment(ref done));
                }
            }
        }));
    }

    /// <summary>Sends again what has no known end, as a client does after a time-out.</summary>
    public async Task RepeatDoubtful(HttpClient http)
    {
        foreach (var request in InDoubt.Keys)
        {
            Assert.True(await TryOrder(http, request), "A repeated order was not acknowledged.");
        }
    }

    private async Task<bool> TryOrder(HttpClient http, Guid request)
    {
        InDoubt[request] = 0;
        try
        {
            using var message = Message(request);
            using var answer = await http.SendAsync(message);
            if (answer.StatusCode != HttpStatusCode.Created)
            {
                Assert.True(
                    answer.StatusCode >= HttpStatusCode.InternalServerError,
                    $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
                return false;
            }

            var order = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Acknowledged[request] = order.GetProperty("id").GetGuid();
            InDoubt.TryRemove(request, out _);
            return true;
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or TaskCanceledException)
        {
            return false;
        }
    }

    private HttpRequestMessage Message(Guid request) => new(HttpMethod.Post, $"/v1/customers/{chain.Customer.Id}/orders")
    {
        Headers = { { "MS-RequestId", request.ToString() } },
        Content = JsonContent.Create(new
        {
            referenceCustomerId = chain.Customer.Id.ToString(),
            billingCycle = "monthly",
            lineItems = new[]
            {
                new
                {
                    lineItemNumber = 0,
                    offerId = World.SeatItem,
                    quantity = 2,
                    termDuration = "P1Y",
                    partnerIdOnRecord = chain.Reseller.NetworkId,
                },
            },
        }),
    };
}
