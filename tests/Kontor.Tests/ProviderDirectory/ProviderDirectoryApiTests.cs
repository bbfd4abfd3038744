using System.Text;
using System.Text.Json;
using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.ProviderDirectory;
using Kontor.Tests.PartnerCenter;

namespace Kontor.Tests.ProviderDirectory;

/// <summary>The directory and the profiles as programs use them.</summary>
public sealed class ProviderDirectoryApiTests
{
    [Fact]
    [Trait("Rule", "REL-03")]
    public async Task Anybody_walks_the_directory_to_its_end_and_no_answer_tells_a_tenant()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);
        var providers = new List<Participant>();
        for (var number = 0; number < 5; number++)
        {
            providers.Add(await world.Provider());
            await world.Listed(providers[^1], World.ProviderText(languages: number % 2 == 0 ? ["de"] : ["en"]));
        }

        using var nobody = host.Nobody();
        var (names, told, path) = (new List<string>(), new StringBuilder(), "/api/providers?size=2");
        while (path is not null)
        {
            var page = await nobody.Get(path);
            Assert.Equal(200, page.Status);
            names.AddRange(page.Items.Select(item => item.GetProperty("name").GetString()!));
            told.Append(page.Text);
            var next = page["next"];
            told.Append(next is { Length: > 0 } ? Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(next)) : "");
            path = next is { Length: > 0 } ? $"/api/providers?size=2&cursor={next}" : null;
        }

        var one = await nobody.Get($"/api/providers/{ProviderSlug.From(providers[0].Name)}");
        told.Append(one.Text);
        Assert.Equal(providers.Select(provider => provider.Name), names);
        Assert.Equal("desk@provider.example", one["profile.contact.email"]);
        Assert.Equal("CustomerSupport", one["profile.services.0.service"]);
        Assert.All(providers, provider => Assert.DoesNotContain($"{provider.Id}", told.ToString(), StringComparison.OrdinalIgnoreCase));
        Assert.Equal(3, (await nobody.Get("/api/providers?language=de&service=Training&service=CustomerSupport&country=DE")).Items.Length);
        Assert.Empty((await nobody.Get("/api/providers?service=Cleaning")).Items);
        Assert.Equal(404, (await nobody.Get("/api/providers/nobody")).Status);
        Assert.Equal(422, (await nobody.Get("/api/providers?cursor=x")).Status);
    }

    [Fact]
    [Trait("Rule", "REL-04")]
    [Trait("Rule", "NAT-10")]
    public async Task A_reseller_gets_its_region_a_partner_its_cloud_and_operators_and_providers_all_that_they_may_see()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);
        var (european, american, chinese) =
            (await world.Provider(), await world.Provider("US"), await world.Provider("US", cloud: Cloud.China));
        await world.Listed(european);
        var slug = await world.Listed(american, World.ProviderText(countries: ["US"]));
        await world.Listed(chinese, World.ProviderText(countries: ["US"]));
        var ofChina = await world.Reseller("US", cloud: Cloud.China);

        await Sees(null, european, american);
        await Sees(await world.Reseller("FR"), european);
        await Sees(await world.Reseller("US"), american);
        await Sees(await world.Reseller("CA"));
        await Sees(ofChina, chinese);
        await Sees(european, european, american);
        await Sees(await world.DirectPartner(), european, american);
        await Sees(await world.Customer(), european, american);
        await Sees(await world.Vendor(), european, american, chinese);

        using var reseller = await host.User(await world.Reseller("FR"));
        var refused = await reseller.Get($"/api/providers/{slug}");
        Assert.Equal((403, "PROVIDER_OUTSIDE_REGION"), (refused.Status, refused["reasons.0.code"]));

        async Task Sees(Participant? who, params Participant[] providers)
        {
            using var client = who is null ? host.Nobody()
                : await host.User(who, who.Kind == TenantKind.Operator ? Role.ProgramOperator : Role.GlobalAdmin);
            Assert.Equal(
                providers.Select(provider => provider.Name),
                (await client.Get("/api/providers")).Items.Select(item => item.GetProperty("name").GetString()!));
        }
    }

    [Fact]
    [Trait("Rule", "ENR-50")]
    [Trait("Rule", "REL-02")]
    public async Task A_provider_writes_and_hands_in_and_an_operator_decides_on_the_version_that_it_saw()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);
        var (provider, other) = (await world.Provider(), await world.Provider());
        using var admin = await host.User(provider, Role.AccountAdmin);
        using var operators = await host.User(await world.Vendor(), Role.ProgramOperator);
        using var auditor = await host.User(await world.Vendor(), Role.Auditor);
        using var stranger = await host.User(other);
        var decision = $"/api/provider-profiles/{provider.Id}/decision";

        var half = await admin.Put("/api/provider-profile", Body("Half.", services: "[]"));
        Assert.Equal((200, "Draft", "1"), (half.Status, half["state"], half["version"]));
        Assert.Equal(404, (await operators.Get($"/api/provider-profiles/{provider.Id}")).Status);
        Assert.Equal("Settled", (await stranger.Get("/api/provider-profile"))["state"]);
        var tooEarly = await admin.Put("/api/provider-profile/submission", Body("Half.", services: "[]"));
        Assert.Equal((422, "PROVIDER_SERVICES_MISSING"), (tooEarly.Status, tooEarly["reasons.0.code"]));
        var unknown = await admin.Put("/api/provider-profile", Body("Half.", """[{"service":"Cleaning","sentence":"x"}]"""));
        Assert.Equal((422, "PROVIDER_SERVICE_INVALID"), (unknown.Status, unknown["reasons.0.code"]));

        Assert.Equal(200, (await admin.Put("/api/provider-profile/submission", Body("Whole."))).Status);
        var row = Assert.Single((await operators.Get("/api/provider-profiles?standing=HandedIn")).Items);
        Assert.Equal($"{provider.Id}", row.GetProperty("tenantId").GetString());
        var seen = await auditor.Get($"/api/provider-profiles/{provider.Id}");
        Assert.Equal(("HandedIn", "Whole."), (seen["state"], seen["draft.about"]));
        Assert.Equal(403, (await auditor.Put(decision, """{"version":2,"publishes":true}""")).Status);
        Assert.Equal(403, (await admin.Put(decision, """{"version":2,"publishes":true}""")).Status);

        Assert.Equal(200, (await admin.Put("/api/provider-profile/submission", Body("Better.", version: 2))).Status);
        var outdated = await operators.Put(decision, """{"version":2,"publishes":true}""");
        Assert.Equal((409, "PROVIDER_PROFILE_CHANGED_MEANWHILE"), (outdated.Status, outdated["reasons.0.code"]));
        var published = await operators.Put(decision, """{"version":3,"publishes":true}""");
        Assert.Equal((200, "Settled", "Better."), (published.Status, published["state"], published["published.about"]));
        Assert.Equal(409, (await operators.Put(decision, """{"version":3,"publishes":true}""")).Status);
        using var nobody = host.Nobody();
        Assert.Equal("Better.", (await nobody.Get($"/api/providers/{published["slug"]}"))["profile.about"]);

        Assert.Equal(409, (await admin.Put("/api/provider-profile/submission", Body("Better."))).Status);
        Assert.Equal(200, (await admin.Put("/api/provider-profile/submission", Body("Best."))).Status);
        var withdrawn = await admin.Send(HttpMethod.Delete, "/api/provider-profile/submission", null);
        Assert.Equal((200, "Draft"), (withdrawn.Status, withdrawn["state"]));
        Assert.Equal(409, (await admin.Send(HttpMethod.Delete, "/api/provider-profile?version=1", null)).Status);
        var discarded = await admin.Send(HttpMethod.Delete, "/api/provider-profile", null);
        Assert.Equal((200, "Settled", "Better."), (discarded.Status, discarded["state"], discarded["published.about"]));
    }

    private static string Body(string about, string? services = null, int? version = null) =>
        $$"""
        {
          "version": {{JsonSerializer.Serialize(version)}},
          "profile": {
            "about": {{JsonSerializer.Serialize(about)}},
            "services": {{services ?? """[{"service":"Training","sentence":"Every week."}]"""}},
            "languages": ["de"],
            "countries": ["DE"],
            "contact": { "name": "Desk", "email": "desk@provider.example", "phone": "+49 40 555 0100", "website": null }
          }
        }
        """;
}
