using System.Net;
using System.Text;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Licensing;
using Kontor.Tests.Site;

namespace Kontor.Tests.Licensing;

public sealed class LicensePageTests
{
    [Fact]
    [Trait("Rule", "CAT-50")]
    [Trait("Rule", "CAT-53")]
    public async Task An_agent_chooses_users_and_their_licenses_by_the_forms_alone_and_reads_what_became_of_each()
    {
        await using var world = await World.Create();
        var chain = await world.Licensed(2);
        await world.Orders(chain, await world.Seat("MAIL"), quantity: 9);
        await world.IsOfKind(ProductKind.ThirdPartySaas, "MAIL");
        var users = await world.Users(chain.Customer, 3);
        using var browser = await Agent(world, chain.Reseller, Role.AdminAgent);
        var path = $"/customers/{chain.Customer.Id}";

        var pools = await browser.Open($"{path}/licenses");
        var list = await browser.Open($"{path}/users");
        var form = await browser.Open($"{path}/users/licenses?user={string.Join("&user=", users.Select(u => u.Id))}");
        var untouched = await browser.Submit(form, "licenses");
        var given = await browser.Submit(form, "licenses", ("Form.Wishes[0]", "Assign OFFICE:0001"));
        var again = await browser.Open(form.Path);
        var taken = await browser.Submit(again, "licenses", ("Form.Wishes[0]", "TakeAway OFFICE:0001"));

        Assert.Contains($"You are working for {chain.Customer.Name}", pools.Html, StringComparison.Ordinal);
        Assert.Contains("Assigned in the system of Vendor.", pools.Text, StringComparison.Ordinal);
        Assert.Contains($"name=\"user\" value=\"{users[0].Id}\"", list.Html, StringComparison.Ordinal);
        Assert.Contains($"{path}/users/licenses?user={users[0].Id}", list.Html, StringComparison.Ordinal);
        Assert.Contains("nobody", form.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Form.Wishes[1]", form.Html, StringComparison.Ordinal);
        Assert.Equal(["LICENSE_NOTHING_CHOSEN"], untouched.Reasons);
        Assert.Contains("2 of 3 are as you wanted them.", given.Text, StringComparison.Ordinal);
        Assert.Equal(1, Count(given.Text, "none left"));
        Assert.Contains("some (2 of 3)", again.Text, StringComparison.Ordinal);
        Assert.Contains("Ask the provider for more", again.Text, StringComparison.Ordinal);
        Assert.Equal((2, 1), (Count(taken.Text, "taken away"), Count(taken.Text, "had none")));
        Assert.Equal(0, (await world.Pool(chain.Customer)).Assigned);
    }

    [Fact]
    [Trait("Rule", "CAT-50")]
    public async Task A_customers_admin_sees_the_own_licenses_in_its_language_and_assigns_them()
    {
        await using var world = await World.Create();
        var chain = await world.Licensed(1);
        var user = await world.User(chain.Customer, "user");
        using var browser = new Browser(await world.WholeServer(), "de");
        await browser.SignIn(await world.User(chain.Customer, "admin", Role.UserManagementAdmin));

        var pools = await browser.Open("/my-licenses");
        var form = await browser.Open($"/my-licenses/assign?user={user.Id}");
        await browser.Submit(form, "licenses", ("Form.Wishes[0]", "Assign OFFICE:0001"));
        var users = await browser.Open("/my-licenses/users");
        var none = await browser.Open("/my-licenses?state=NoneLeft");
        var file = Encoding.UTF8.GetString(await browser.Download("/my-licenses/export"));
        var over = await browser.Open($"/my-licenses/assign?user={Guid.NewGuid()}");

        Assert.Contains("Office suite", pools.Text, StringComparison.Ordinal);
        Assert.Contains("Unsere Lizenzen", pools.Html, StringComparison.Ordinal);
        Assert.Equal(1, Count(users.Text, "Office suite"));
        Assert.Contains("Bei Ihrem Partner nach mehr fragen", none.Text, StringComparison.Ordinal);
        Assert.Contains("Office suite", file, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, "USER_NOT_FOUND"), (over.Status, Assert.Single(over.Reasons)));
    }

    [Fact]
    [Trait("Rule", "CAT-51")]
    public async Task A_new_user_gets_the_ticked_licenses_and_a_license_that_is_gone_meanwhile_adds_nobody()
    {
        await using var world = await World.Create();
        var chain = await world.Licensed(1);
        using var browser = await Agent(world, chain.Reseller, Role.AdminAgent);
        var path = $"/customers/{chain.Customer.Id}/users";
        var form = await browser.Open($"{path}/new");
        var late = await browser.Open($"{path}/new");

        var made = await Fill(form, "one");
        var refused = await Fill(late, "two");
        var list = await browser.Open(path);

        Assert.Contains("1 available", form.Text, StringComparison.Ordinal);
        Assert.Matches("<code>[a-z2-9-]{23}</code>", made.Html);
        Assert.Equal(["LICENSE_NONE_LEFT"], refused.Reasons);
        Assert.Contains($"two@{chain.Customer.Domain}", refused.Html, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"Choose one\"", list.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("aria-label=\"Choose two\"", list.Html, StringComparison.Ordinal);
        Assert.Equal(1, Count(list.Text, "Office suite"));

        Task<SeenPage> Fill(SeenPage page, string name) => browser.Submit(
            page, "user", ("Form.FullName", name), ("Form.UserName", $"{name}@{chain.Customer.Domain}"), ("Licenses", "OFFICE:0001"));
    }

    [Fact]
    [Trait("Rule", "CAT-50")]
    [Trait("Rule", "CUS-16")]
    public async Task Customers_list_subscription_and_customer_lead_to_the_licenses_of_whoever_has_rights_there()
    {
        await using var world = await World.Create();
        var (chain, subscription) = await world.SoldSeats(1);
        var licenses = $"/customers/{chain.Customer.Id}/licenses";
        using var reseller = await Agent(world, chain.Reseller, Role.AdminAgent);
        using var provider = await Agent(world, chain.Provider, Role.AdminAgent);

        var (list, customer, sold) = (
            await reseller.Open("/customers"),
            await reseller.Open($"/customers/{chain.Customer.Id}"),
            await reseller.Open($"/subscriptions/{subscription}"));
        var (without, refused) = (await provider.Open("/customers"), await provider.Open(licenses));

        Assert.All([list, customer, sold], page => Assert.Contains($"href=\"{licenses}\"", page.Html, StringComparison.Ordinal));
        Assert.Contains($"href=\"/customers/{chain.Customer.Id}?tab=account\"", list.Html, StringComparison.Ordinal);
        Assert.Contains($"href=\"/customers/{chain.Customer.Id}/users\"", list.Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"href=\"{licenses}\"", without.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, "DELEGATED_NO_RIGHT_THERE"), (refused.Status, Assert.Single(refused.Reasons)));
    }

    [Fact]
    [Trait("Rule", "CUS-43")]
    public async Task A_helpdesk_agent_sees_who_has_what_and_is_told_which_role_assigns()
    {
        await using var world = await World.Create();
        var chain = await world.Licensed(1);
        var user = await world.User(chain.Customer, "user");
        await world.Licenses(chain.Customer.GlobalAdmin, chain.Customer, LicenseAct.Assign, user);
        using var browser = await Agent(world, chain.Reseller, Role.HelpdeskAgent);
        var path = $"/customers/{chain.Customer.Id}";

        var list = await browser.Open($"{path}/users");
        var file = Encoding.UTF8.GetString(await browser.Download($"/customers/licenses/export?customer={chain.Customer.Id}"));
        var form = await browser.Open($"{path}/users/licenses?user={user.Id}");

        Assert.Contains("Office suite", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"user\"", list.Html, StringComparison.Ordinal);
        Assert.Contains("Office suite", file, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Forbidden, "DELEGATED_ROLE_MISSING_THERE"), (form.Status, Assert.Single(form.Reasons)));
        Assert.Contains("license administrator", form.Text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A browser in which an agent is signed in and reads English.</summary>
    private static async Task<Browser> Agent(World world, Participant partner, Role role)
    {
        var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(partner, $"agent{Guid.NewGuid():N}", role));
        await browser.Open("/home?culture=en");
        return browser;
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
