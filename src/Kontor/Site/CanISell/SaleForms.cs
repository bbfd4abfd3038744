using Kontor.Access;
using Kontor.Catalog;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Site;

/// <summary>The form as it is shown, and the question that stands in it.</summary>
/// <param name="Asked">The question; what is not chosen yet is empty.</param>
/// <param name="Seller">The provider where a partnership is asked about.</param>
/// <param name="Via">The provider of a two-tier sale; null where there is nothing to choose.</param>
/// <param name="Buyer">The reseller where a partnership is asked about; null for a customer that there is not yet.</param>
/// <param name="Product">Null where nothing is sold, or the reader sees no catalog.</param>
/// <param name="OwnName">The reader's organisation.</param>
/// <param name="IsSent">Whether the address asks, and does not only begin a question.</param>
public sealed record SaleForm(
    AskedSale Asked, SalePicker Seller, SalePicker? Via, SalePicker? Buyer, SalePicker? Product, string OwnName, bool IsSent)
{
    /// <summary>To whose organization a buyer would belong that there is not yet; null where there is one.</summary>
    public SalePicker? Of { get; init; }

    public IEnumerable<SalePicker> Pickers =>
        ((SalePicker?[])[Seller, Via, Buyer, Of, Product]).OfType<SalePicker>();

    /// <summary>Whether something was typed that leads to no choice, or to several.</summary>
    public bool IsUndecided => Pickers.Any(picker => picker.Words is not null || picker.Wrong is not null);
}

/// <summary>
/// Reads the question from the address and finds what can be chosen. Somebody else's tenant is found by its domain or
/// id, but only where the question that stands in the address may be asked by the reader (<see cref="EligibilityQuestion.MayBeAskedBy"/>): nobody learns more than the answer would say.
/// </summary>
public sealed class SaleForms(Caller caller, SaleSources sources, EligibilityQueries queries, PartyFacts parties)
{
    private bool IsOperator => caller.Actor!.TenantKind == TenantKind.Operator;

    private string OwnId => caller.Actor!.TenantId.ToString();

    public async Task<SaleForm> Read(IQueryCollection query, string word, CancellationToken cancel)
    {
        var action = EligibilityQuestionBody.ActionOf(word) ?? EligibilityAction.Sell;
        var own = await parties.Of(caller.Actor!.TenantId, cancel);
        var ownPick = new SalePick(OwnId, own.Name, own.Domain);
        var (seller, via) = (SaleInput.From(query, "seller"), SaleInput.From(query, "via"));
        var (buyer, product) = (SaleInput.From(query, "buyer"), SaleInput.From(query, "product"));
        var of = SaleInput.From(query, "of");

        // A country instead of a buyer: a customer that there is not yet.
        var isNew = query.ContainsKey("country") && action != EligibilityAction.Partner;
        var isSent = isNew ? query["country"].ToString().Length > 0 || of.IsSent : buyer.IsSent;
        buyer = isNew ? new("buyer", null, null, null) : buyer;
        if (own.Kind == TenantKind.Partner && seller.IsEmpty)
        {
            seller = seller with { Value = OwnId };
        }
        else if (own.Kind == TenantKind.Customer && isNew && of.IsEmpty)
        {
            of = of with { Value = OwnId };
        }
        else if (own.Kind == TenantKind.Customer && !isNew && buyer.IsEmpty)
        {
            buyer = buyer with { Value = OwnId };
        }

        var isNamed = IsOperator || new[] { seller, via, buyer, of }.Any(input => input.Id == OwnId);
        var isPartner = own.Kind == TenantKind.Partner;
        var sellers = new Source(
            action switch
            {
                EligibilityAction.Sell => SaleSource.Resellers,
                EligibilityAction.Partner => SaleSource.Providers,
                _ => SaleSource.Nobody,
            },
            isPartner ? ownPick : null,
            MayFind: !isPartner || action == EligibilityAction.Partner);
        var buyers = new Source(
            action == EligibilityAction.Partner ? SaleSource.Resellers : SaleSource.Customers,
            own.Kind == TenantKind.Customer || (isPartner && action == EligibilityAction.Partner) ? ownPick : null,
            MayFind: true);

        var sellerPicker = await Picker(seller, sellers, isNamed, cancel);
        SalePicker? viaPicker = null, productPicker = null;
        if (action == EligibilityAction.Sell)
        {
            (via, var offersVia) = await Through(via, sellerPicker.Value, own, cancel);
            var known = via.Id == OwnId || sellerPicker.Value != OwnId ? ownPick : null;
            var providers = new Source(SaleSource.Providers, isPartner ? known : null, MayFind: !isPartner);
            viaPicker = offersVia || via.IsSent ? await Picker(via, providers, isNamed, cancel) : null;
            productPicker = await Product(product, cancel);
        }

        var mayName = isNamed || via.Id == OwnId;
        var buyerPicker = isNew ? null : await Picker(buyer, buyers, mayName, cancel);
        var organisations = new Source(SaleSource.Customers, own.Kind == TenantKind.Operator ? null : ownPick, MayFind: true);
        var ofPicker = isNew ? await Picker(of, organisations, mayName, cancel) : null;
        var asked = new AskedSale(
            word, sellerPicker.Value, viaPicker?.Value ?? "", buyerPicker?.Value ?? "", productPicker?.Value ?? "")
        {
            Customer = isNew ? New(query, ofPicker!.Value) : null,
        };

        // The provider of its own reseller's sale is no choice: the seller's list says it.
        var isThrough = viaPicker is { Wrong: null, Words: null }
            && viaPicker.Value == OwnId && sellerPicker.Value != OwnId;
        return new(asked, sellerPicker, isThrough ? null : viaPicker, buyerPicker, productPicker, own.Name, isSent)
        {
            Of = ofPicker,
        };
    }

    /// <summary>As it stands in the address; what is too long to be any of it is cut.</summary>
    private static NewCustomerBody New(IQueryCollection query, string of)
    {
        return new(Word("country"), Word("cloud"), Word("kind"), of);

        string Word(string name) => SaleInput.From(query, name).Value is { } word ? word[..Math.Min(word.Length, 20)] : "";
    }

    /// <summary>
    /// ACC-05: a reseller with one provider sells through it, and a provider's reseller through that provider, unless the
    /// address says otherwise. Also whether there is a provider to choose.
    /// </summary>
    private async Task<(SaleInput Via, bool IsOffered)> Through(
        SaleInput via, string seller, Party own, CancellationToken cancel)
    {
        if (seller != OwnId)
        {
            var isOwnReseller = via.IsEmpty
                && Guid.TryParse(seller, out var id)
                && await sources.Reseller(new TenantId(id), cancel) is not null;
            return (isOwnReseller ? via with { Value = OwnId } : via, own.Kind != TenantKind.Partner);
        }

        var providers = await sources.Find(SaleSource.Providers, null, cancel);
        return !via.IsSent && providers.Items.Count == 1 && ScenarioRules.TypeOfSeller(own, null) == PartnerType.Reseller
            ? (via with { Value = providers.Items[0].Value }, true)
            : (via, providers.Items.Count > 0);
    }

    private async Task<SalePicker> Picker(SaleInput input, Source source, bool isNamed, CancellationToken cancel)
    {
        var first = await sources.Find(source.From, null, cancel);
        var choices = source.Own is { } own ? [own, .. first.Items.Where(pick => pick.Value != own.Value)] : first.Items;
        var picker = new SalePicker(input.Name, input.Id ?? "", choices)
        {
            MayFind = source.MayFind || first.NextCursor is not null,
        };
        if (input.Wanted is { Length: > 0 } words)
        {
            picker = await Found(picker, source, words, input.Words is not null, isNamed, cancel);
        }

        return picker.Value.Length == 0 || picker.Chosen is not null
            ? picker
            : picker.With(await Named(picker.Value, source.From, isNamed, cancel));
    }

    /// <summary>
    /// Of those that fit the reader picks, else it may be a domain. The beginning of a name that was typed chooses
    /// nobody, be there only one; an address that names somebody does.
    /// </summary>
    private async Task<SalePicker> Found(
        SalePicker picker, Source source, string words, bool isTyped, bool isNamed, CancellationToken cancel)
    {
        var found = await sources.Find(source.From, words, cancel);
        if (found.Items is [var only] && found.NextCursor is null && (!isTyped || only.IsCalled(words)))
        {
            return picker.With(only);
        }

        if (found.Items.Count > 0)
        {
            return picker with { Value = "", Words = words, Found = found.Items, HasMore = found.NextCursor is not null };
        }

        if (!isNamed)
        {
            return picker with { Value = "", Words = words, Wrong = QuestionReasons.TenantNotFound };
        }

        return await queries.TenantOfDomain(words, cancel) is { } tenant
            ? picker with { Value = tenant.ToString() }
            : picker with { Value = "", Words = words, Wrong = QuestionReasons.NobodyFound.About(words) };
    }

    /// <summary>Somebody who is in none of the reader's lists; by name only where the answer would say it.</summary>
    private async Task<SalePick> Named(string value, SaleSource source, bool isNamed, CancellationToken cancel)
    {
        var id = new TenantId(Guid.Parse(value));
        if (source == SaleSource.Resellers && await sources.Reseller(id, cancel) is { } reseller)
        {
            return reseller;
        }

        return isNamed && (await parties.Load([id], cancel)).TryGetValue(id, out var party)
            ? new SalePick(value, party.Name, party.Domain)
            : new SalePick(value, value);
    }

    private async Task<SalePicker?> Product(SaleInput input, CancellationToken cancel)
    {
        var first = await sources.Find(SaleSource.Products, null, cancel);
        var picker = new SalePicker(input.Name, "", first.Items) { MayFind = first.NextCursor is not null };
        if (input is { Picked: null, Words: { } words })
        {
            var found = await sources.Find(SaleSource.Products, words, cancel);
            return found.Items switch
            {
                [var only] when found.NextCursor is null && only.IsCalled(words) => picker.With(only),
                [] when await queries.TitleOf(words, cancel) is { } title => picker.With(new(words, title)),
                [] => picker with { Words = words, Wrong = CatalogReasons.UnknownProduct.About(words) },
                _ => picker with { Words = words, Found = found.Items, HasMore = found.NextCursor is not null },
            };
        }

        return (input.Picked ?? input.Value) is { Length: > 0 } id
            ? picker.With(new(id, await queries.TitleOf(id, cancel) ?? id))
            : first.Items.Count > 0 ? picker : null;
    }

    /// <summary>What one field offers.</summary>
    /// <param name="From">The reader's list.</param>
    /// <param name="Own">The reader itself; null where it is no choice.</param>
    /// <param name="MayFind">Whether somebody else can be named.</param>
    private sealed record Source(SaleSource From, SalePick? Own, bool MayFind);
}
