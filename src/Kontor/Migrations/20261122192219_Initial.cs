using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Kontor.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "account_claims",
                columns: table => new
                {
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_claims", x => x.token_hash);
                });

            migrationBuilder.CreateTable(
                name: "activity_records",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    client_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor_name = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    resource_id = table.Column<string>(type: "text", nullable: false),
                    details = table.Column<string>(type: "text", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: true),
                    hash = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_activity_records", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "agreement_counts",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    as_of = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    counts = table.Column<string>(type: "text", nullable: true),
                    claimed_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agreement_counts", x => x.tenant_id);
                });

            migrationBuilder.CreateTable(
                name: "agreement_documents",
                columns: table => new
                {
                    template_id = table.Column<Guid>(type: "uuid", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    markdown = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agreement_documents", x => new { x.template_id, x.language });
                });

            migrationBuilder.CreateTable(
                name: "agreement_versions",
                columns: table => new
                {
                    kind = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    template_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    effective_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sign_again_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    published_by = table.Column<Guid>(type: "uuid", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agreement_versions", x => new { x.kind, x.number });
                });

            migrationBuilder.CreateTable(
                name: "announcements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    category = table.Column<string>(type: "text", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    types = table.Column<string[]>(type: "text[]", nullable: false),
                    regions = table.Column<string[]>(type: "text[]", nullable: false),
                    policy_version = table.Column<int>(type: "integer", nullable: true),
                    corrected_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_announcements", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "availabilities",
                columns: table => new
                {
                    product_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sku_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    availability_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    market = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    segment = table.Column<string>(type: "text", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_availabilities", x => new { x.product_id, x.sku_id, x.availability_id });
                });

            migrationBuilder.CreateTable(
                name: "charge_lines",
                columns: table => new
                {
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    period_from = table.Column<DateOnly>(type: "date", nullable: false),
                    period_until = table.Column<DateOnly>(type: "date", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    unit_price = table.Column<decimal>(type: "numeric(18,8)", precision: 18, scale: 8, nullable: false),
                    amount_units = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    reverses = table.Column<Guid>(type: "uuid", nullable: true),
                    credit_units = table.Column<long>(type: "bigint", nullable: false),
                    trace = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_charge_lines", x => new { x.partner_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendly_name = table.Column<string>(type: "text", nullable: false),
                    xml = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "demo_worlds",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    folder = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_demo_worlds", x => x.id);
                    table.CheckConstraint("ck_demo_worlds_one", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "feed_heads",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    last_activity = table.Column<long>(type: "bigint", nullable: false),
                    last_activity_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    last_event = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_heads", x => x.tenant_id);
                });

            migrationBuilder.CreateTable(
                name: "job_files",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_files", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "jobs",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string[]>(type: "text[]", nullable: false),
                    arguments = table.Column<string>(type: "text", nullable: false),
                    file_id = table.Column<Guid>(type: "uuid", nullable: true),
                    output_id = table.Column<Guid>(type: "uuid", nullable: true),
                    once_key = table.Column<string>(type: "text", nullable: true),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    created_by_name = table.Column<string>(type: "text", nullable: false),
                    tenant_kind = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    heartbeat_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    claim = table.Column<Guid>(type: "uuid", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    step = table.Column<int>(type: "integer", nullable: false),
                    steps = table.Column<int>(type: "integer", nullable: false),
                    step_key = table.Column<string>(type: "text", nullable: true),
                    step_started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    done = table.Column<long>(type: "bigint", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    items = table.Column<long>(type: "bigint", nullable: false),
                    errors = table.Column<int>(type: "integer", nullable: false),
                    result = table.Column<string>(type: "text", nullable: true),
                    reasons = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    title_key = table.Column<string>(type: "text", nullable: true, computedColumnSql: "lower(title[1])", stored: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_jobs", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "kept_passwords",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "bytea", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kept_passwords", x => new { x.tenant_id, x.job_id });
                });

            migrationBuilder.CreateTable(
                name: "ledger_transfers",
                columns: table => new
                {
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    debit = table.Column<string>(type: "text", nullable: false),
                    credit = table.Column<string>(type: "text", nullable: false),
                    amount_units = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_transfers", x => new { x.partner_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "map_partners",
                columns: table => new
                {
                    viewer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tier = table.Column<string>(type: "text", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    customers = table.Column<long>(type: "bigint", nullable: false),
                    subscriptions = table.Column<long>(type: "bigint", nullable: false),
                    others = table.Column<long>(type: "bigint", nullable: false),
                    over_others = table.Column<long>(type: "bigint", nullable: false),
                    sold_over_others = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_map_partners", x => new { x.viewer_id, x.partner_id, x.tier });
                });

            migrationBuilder.CreateTable(
                name: "map_ways",
                columns: table => new
                {
                    viewer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    provider_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reseller_id = table.Column<Guid>(type: "uuid", nullable: true),
                    seller_name = table.Column<string>(type: "text", nullable: false),
                    seller_name_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    provider_name = table.Column<string>(type: "text", nullable: true),
                    provider_name_key = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    market = table.Column<string>(type: "text", nullable: false),
                    customers = table.Column<long>(type: "bigint", nullable: false),
                    subscriptions = table.Column<long>(type: "bigint", nullable: false),
                    products = table.Column<string>(type: "text", nullable: true),
                    is_folded = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_map_ways", x => new { x.viewer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "membership_accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_name = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    failed_sign_ins = table.Column<int>(type: "integer", nullable: false),
                    locked_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_membership_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "offer_holdings",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<string>(type: "text", nullable: false),
                    sku_id = table.Column<string>(type: "text", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_offer_holdings", x => new { x.customer_id, x.product_id, x.sku_id, x.place });
                });

            migrationBuilder.CreateTable(
                name: "order_lines",
                columns: table => new
                {
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line_number = table.Column<int>(type: "integer", nullable: false),
                    catalog_item_id = table.Column<string>(type: "text", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    friendly_name = table.Column<string>(type: "text", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    unit_price = table.Column<decimal>(type: "numeric(18,8)", precision: 18, scale: 8, nullable: false),
                    term = table.Column<string>(type: "text", nullable: true),
                    partner_of_record = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_lines", x => new { x.partner_id, x.order_id, x.line_number });
                });

            migrationBuilder.CreateTable(
                name: "organisations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    market = table.Column<string>(type: "text", nullable: false),
                    control_group_id = table.Column<Guid>(type: "uuid", nullable: true),
                    merged_into_id = table.Column<Guid>(type: "uuid", nullable: true),
                    street = table.Column<string>(type: "text", nullable: false),
                    city = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    postal_code = table.Column<string>(type: "text", nullable: false),
                    contact_first_name = table.Column<string>(type: "text", nullable: false),
                    contact_last_name = table.Column<string>(type: "text", nullable: false),
                    contact_email = table.Column<string>(type: "text", nullable: false),
                    contact_phone = table.Column<string>(type: "text", nullable: false),
                    registration_number = table.Column<string>(type: "text", nullable: true),
                    language = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisations", x => x.id);
                    table.ForeignKey(
                        name: "FK_organisations_organisations_merged_into_id",
                        column: x => x.merged_into_id,
                        principalTable: "organisations",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "outbox_messages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    recipient = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    template = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    claimed_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    given_up_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_messages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "policy_versions",
                columns: table => new
                {
                    version = table.Column<int>(type: "integer", nullable: false),
                    document = table.Column<string>(type: "jsonb", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_versions", x => x.version);
                });

            migrationBuilder.CreateTable(
                name: "price_lists",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    generation = table.Column<string>(type: "text", nullable: false),
                    file_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    imported_rows = table.Column<int>(type: "integer", nullable: false),
                    rejected_rows = table.Column<int>(type: "integer", nullable: false),
                    overlapping_rows = table.Column<int>(type: "integer", nullable: false),
                    imported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    imported_by = table.Column<Guid>(type: "uuid", nullable: true),
                    imported_by_name = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_price_lists", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "price_rows",
                columns: table => new
                {
                    list_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    product_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sku_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    availability_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    market = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    currency = table.Column<string>(type: "text", nullable: false),
                    segment = table.Column<string>(type: "text", nullable: false),
                    term = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    billing_plan = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    tier_from = table.Column<long>(type: "bigint", nullable: false),
                    tier_to = table.Column<long>(type: "bigint", nullable: true),
                    unit_price = table.Column<decimal>(type: "numeric(18,8)", precision: 18, scale: 8, nullable: false),
                    erp_price = table.Column<decimal>(type: "numeric(18,8)", precision: 18, scale: 8, nullable: true),
                    effective_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    effective_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    end_of_sale_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    change = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_price_rows", x => new { x.list_id, x.line });
                });

            migrationBuilder.CreateTable(
                name: "products",
                columns: table => new
                {
                    product_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    title = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: false),
                    publisher = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    is_first_party = table.Column<bool>(type: "boolean", nullable: false),
                    title_key = table.Column<string>(type: "text", nullable: true, computedColumnSql: "lower(title)", stored: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_products", x => x.product_id);
                });

            migrationBuilder.CreateTable(
                name: "program_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    resource_id = table.Column<string>(type: "text", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_program_events", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "request_answers",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    fingerprint = table.Column<byte[]>(type: "bytea", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    content_type = table.Column<string>(type: "text", nullable: true),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_request_answers", x => new { x.tenant_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "sandbox_mails",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    recipient = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    arrived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sandbox_mails", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sent_mails",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    recipient = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    template = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    recipient_key = table.Column<string>(type: "text", nullable: true, computedColumnSql: "lower(recipient)", stored: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sent_mails", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "signing_keys",
                columns: table => new
                {
                    kid = table.Column<string>(type: "text", nullable: false),
                    algorithm = table.Column<string>(type: "text", nullable: false),
                    generation = table.Column<int>(type: "integer", nullable: false),
                    public_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    protected_private_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    signs_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    signs_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    verifies_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_signing_keys", x => x.kid);
                });

            migrationBuilder.CreateTable(
                name: "tenant_figures",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    as_of = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    figures = table.Column<string>(type: "text", nullable: true),
                    claimed_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tenant_figures", x => x.tenant_id);
                });

            migrationBuilder.CreateTable(
                name: "tenant_maps",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    as_of = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    map = table.Column<string>(type: "text", nullable: true),
                    claimed_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tenant_maps", x => x.tenant_id);
                });

            migrationBuilder.CreateTable(
                name: "announcement_texts",
                columns: table => new
                {
                    announcement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    summary = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    details = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    next_steps = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_announcement_texts", x => new { x.announcement_id, x.language });
                    table.ForeignKey(
                        name: "FK_announcement_texts_announcements_announcement_id",
                        column: x => x.announcement_id,
                        principalTable: "announcements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "job_file_chunks",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_file_chunks", x => new { x.tenant_id, x.file_id, x.number });
                    table.ForeignKey(
                        name: "FK_job_file_chunks_job_files_tenant_id_file_id",
                        columns: x => new { x.tenant_id, x.file_id },
                        principalTable: "job_files",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "membership_profiles",
                columns: table => new
                {
                    network_id = table.Column<string>(type: "text", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    legal_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    market = table.Column<string>(type: "text", nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_membership_profiles", x => x.network_id);
                    table.ForeignKey(
                        name: "FK_membership_profiles_membership_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "membership_accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "affiliation_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    other_id = table.Column<Guid>(type: "uuid", nullable: false),
                    act = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_affiliation_changes", x => x.id);
                    table.ForeignKey(
                        name: "FK_affiliation_changes_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_affiliation_changes_organisations_other_id",
                        column: x => x.other_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "company_profiles",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    description = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    website = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    duns = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_company_profiles", x => x.organisation_id);
                    table.ForeignKey(
                        name: "FK_company_profiles_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "network_ids",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    market = table.Column<string>(type: "text", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_network_ids", x => x.id);
                    table.ForeignKey(
                        name: "FK_network_ids_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "partner_agreement_signatures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    region_group = table.Column<string>(type: "text", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    text_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    signed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    signed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partner_agreement_signatures", x => x.id);
                    table.ForeignKey(
                        name: "FK_partner_agreement_signatures_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "profile_history",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    @event = table.Column<string>(name: "event", type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    is_by_operator = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    fields = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_profile_history", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "FK_profile_history_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "profile_verifications",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    rejected_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    waits = table.Column<string>(type: "text", nullable: false),
                    link_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    link_made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    link_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    mails = table.Column<int>(type: "integer", nullable: false),
                    mails_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_profile_verifications", x => x.organisation_id);
                    table.ForeignKey(
                        name: "FK_profile_verifications_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "tenants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    cloud = table.Column<string>(type: "text", nullable: false),
                    market = table.Column<string>(type: "text", nullable: false),
                    default_domain = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    qualifications = table.Column<int>(type: "integer", nullable: false),
                    joined_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    home_organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    shared_services_of = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tenants", x => x.id);
                    table.CheckConstraint("ck_tenants_shared_services", "(kind = 'SharedServices') = (shared_services_of is not null)");
                    table.ForeignKey(
                        name: "FK_tenants_organisations_home_organisation_id",
                        column: x => x.home_organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_tenants_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_tenants_tenants_shared_services_of",
                        column: x => x.shared_services_of,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "skus",
                columns: table => new
                {
                    product_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sku_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    title = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: false),
                    billing_type = table.Column<string>(type: "text", nullable: false),
                    cancellation_policy = table.Column<string>(type: "text", nullable: false),
                    is_trial = table.Column<bool>(type: "boolean", nullable: false),
                    is_add_on = table.Column<bool>(type: "boolean", nullable: false),
                    min_quantity = table.Column<int>(type: "integer", nullable: false),
                    max_quantity = table.Column<int>(type: "integer", nullable: true),
                    limit_scope = table.Column<string>(type: "text", nullable: false),
                    limit_count = table.Column<int>(type: "integer", nullable: false),
                    meter_ids = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_skus", x => new { x.product_id, x.sku_id });
                    table.ForeignKey(
                        name: "FK_skus_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "product_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "location_details",
                columns: table => new
                {
                    network_id = table.Column<string>(type: "text", nullable: false),
                    company_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    street = table.Column<string>(type: "text", nullable: false),
                    city = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    postal_code = table.Column<string>(type: "text", nullable: false),
                    contact_first_name = table.Column<string>(type: "text", nullable: false),
                    contact_last_name = table.Column<string>(type: "text", nullable: false),
                    contact_email = table.Column<string>(type: "text", nullable: false),
                    contact_phone = table.Column<string>(type: "text", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_location_details", x => x.network_id);
                    table.ForeignKey(
                        name: "FK_location_details_network_ids_network_id",
                        column: x => x.network_id,
                        principalTable: "network_ids",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "membership_benefits",
                columns: table => new
                {
                    network_id = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    granted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    activated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    activated_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_membership_benefits", x => new { x.network_id, x.id });
                    table.ForeignKey(
                        name: "FK_membership_benefits_network_ids_network_id",
                        column: x => x.network_id,
                        principalTable: "network_ids",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "membership_standings",
                columns: table => new
                {
                    network_id = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<string>(type: "text", nullable: false),
                    competencies = table.Column<string[]>(type: "text[]", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_membership_standings", x => x.network_id);
                    table.ForeignKey(
                        name: "FK_membership_standings_network_ids_network_id",
                        column: x => x.network_id,
                        principalTable: "network_ids",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "profile_checks",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_profile_checks", x => new { x.organisation_id, x.kind });
                    table.ForeignKey(
                        name: "FK_profile_checks_profile_verifications_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "profile_verifications",
                        principalColumn: "organisation_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "api_applications",
                columns: table => new
                {
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    secret_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    roles = table.Column<string[]>(type: "text[]", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_applications", x => x.client_id);
                    table.ForeignKey(
                        name: "FK_api_applications_tenants_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "billing_profiles",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    street = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    city = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    state = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    postal_code = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    contact_first_name = table.Column<string>(type: "text", nullable: false),
                    contact_last_name = table.Column<string>(type: "text", nullable: false),
                    contact_email = table.Column<string>(type: "text", nullable: false),
                    contact_phone = table.Column<string>(type: "text", nullable: false),
                    purchase_order_number = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_billing_profiles", x => x.tenant_id);
                    table.ForeignKey(
                        name: "FK_billing_profiles_tenants_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "carts",
                columns: table => new
                {
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    modified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    modified_by = table.Column<Guid>(type: "uuid", nullable: true),
                    kept_for = table.Column<Guid>(type: "uuid", nullable: true),
                    lines = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_carts", x => new { x.partner_id, x.id });
                    table.ForeignKey(
                        name: "FK_carts_tenants_customer_id",
                        column: x => x.customer_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "credit_accounts",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    limit_units = table.Column<long>(type: "bigint", nullable: false),
                    exposure_units = table.Column<long>(type: "bigint", nullable: false),
                    last_change = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_credit_accounts", x => x.tenant_id);
                    table.CheckConstraint("ck_credit_accounts_purchase_within_limit", "last_change <> 'Purchase' or exposure_units <= limit_units");
                    table.ForeignKey(
                        name: "FK_credit_accounts_tenants_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "customer_agreement_acceptances",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    way = table.Column<string>(type: "text", nullable: false),
                    template_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    first_name = table.Column<string>(type: "text", nullable: false),
                    last_name = table.Column<string>(type: "text", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false),
                    phone = table.Column<string>(type: "text", nullable: true),
                    accepted_on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_by_tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_by_user = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_agreement_acceptances", x => x.id);
                    table.ForeignKey(
                        name: "FK_customer_agreement_acceptances_tenants_customer_id",
                        column: x => x.customer_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "customer_invitations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    provider_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sender_id = table.Column<Guid>(type: "uuid", nullable: true),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    asks_admin_rights = table.Column<bool>(type: "boolean", nullable: false),
                    provider_asks_admin_rights = table.Column<bool>(type: "boolean", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: true),
                    email = table.Column<string>(type: "text", nullable: true),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    was_accepted = table.Column<bool>(type: "boolean", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_invitations", x => x.id);
                    table.ForeignKey(
                        name: "FK_customer_invitations_tenants_partner_id",
                        column: x => x.partner_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "customer_relationships",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    admin_rights = table.Column<string>(type: "text", nullable: false),
                    invitation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    channel = table.Column<string>(type: "text", nullable: true),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    customer_name = table.Column<string>(type: "text", nullable: false),
                    customer_name_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    customer_domain = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    customer_market = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_relationships", x => new { x.partner_id, x.id });
                    table.ForeignKey(
                        name: "FK_customer_relationships_tenants_customer_id",
                        column: x => x.customer_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_customer_relationships_tenants_partner_id",
                        column: x => x.partner_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "delegated_grants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_name = table.Column<string>(type: "text", nullable: false),
                    customer_name_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<string>(type: "text", nullable: false),
                    days = table.Column<int>(type: "integer", nullable: true),
                    extends_itself = table.Column<bool>(type: "boolean", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delegated_grants", x => new { x.partner_id, x.id });
                    table.ForeignKey(
                        name: "FK_delegated_grants_tenants_customer_id",
                        column: x => x.customer_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_delegated_grants_tenants_partner_id",
                        column: x => x.partner_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "direct_applications",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_by = table.Column<string>(type: "text", nullable: false),
                    legal_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    submitted_by = table.Column<string>(type: "text", nullable: true),
                    revenue_cents = table.Column<long>(type: "bigint", nullable: true),
                    question = table.Column<string>(type: "text", nullable: true),
                    plan_level = table.Column<string>(type: "text", nullable: true),
                    plan_contract = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    rejected_because = table.Column<string>(type: "text", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    answers_billing = table.Column<string>(type: "text", nullable: false),
                    answers_declared_revenue_usd = table.Column<long>(type: "bigint", nullable: true),
                    answers_provisioning = table.Column<string>(type: "text", nullable: false),
                    answers_services = table.Column<string>(type: "text", nullable: false),
                    answers_support = table.Column<string>(type: "text", nullable: false),
                    answers_support_hours = table.Column<string>(type: "text", nullable: false),
                    answers_support_languages = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_direct_applications", x => new { x.tenant_id, x.number });
                    table.ForeignKey(
                        name: "FK_direct_applications_tenants_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "merge_invitations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    inviting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    invited_id = table.Column<Guid>(type: "uuid", nullable: false),
                    inviting_tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    invited_tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_by = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_merge_invitations", x => x.id);
                    table.ForeignKey(
                        name: "FK_merge_invitations_organisations_invited_id",
                        column: x => x.invited_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_merge_invitations_organisations_inviting_id",
                        column: x => x.inviting_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_merge_invitations_tenants_invited_tenant_id",
                        column: x => x.invited_tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_merge_invitations_tenants_inviting_tenant_id",
                        column: x => x.inviting_tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "orders",
                columns: table => new
                {
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cart_id = table.Column<Guid>(type: "uuid", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: false),
                    billing_cycle = table.Column<string>(type: "text", nullable: false),
                    placed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    placed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders", x => new { x.partner_id, x.id });
                    table.ForeignKey(
                        name: "FK_orders_tenants_customer_id",
                        column: x => x.customer_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "outside_subscriptions",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    publisher = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    product_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    sku_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    billing_type = table.Column<string>(type: "text", nullable: false),
                    contract = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    seller = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    entered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outside_subscriptions", x => new { x.customer_id, x.id });
                    table.CheckConstraint("ck_outside_subscriptions_sku", "(product_id is null) = (sku_id is null)");
                    table.ForeignKey(
                        name: "FK_outside_subscriptions_tenants_customer_id",
                        column: x => x.customer_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "partner_enrolments",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    before_suspension = table.Column<string>(type: "text", nullable: true),
                    restricted_from = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partner_enrolments", x => new { x.tenant_id, x.type });
                    table.ForeignKey(
                        name: "FK_partner_enrolments_tenants_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "partner_invitations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    provider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "text", nullable: true),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    was_accepted = table.Column<bool>(type: "boolean", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partner_invitations", x => x.id);
                    table.ForeignKey(
                        name: "FK_partner_invitations_tenants_provider_id",
                        column: x => x.provider_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "partner_standing",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    act = table.Column<string>(type: "text", nullable: false),
                    cause = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partner_standing", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_partner_standing_tenants_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "partner_support",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    contact_email = table.Column<string>(type: "text", nullable: false),
                    contact_hours = table.Column<string>(type: "text", nullable: false),
                    contact_name = table.Column<string>(type: "text", nullable: false),
                    contact_phone = table.Column<string>(type: "text", nullable: false),
                    contact_website = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partner_support", x => x.tenant_id);
                    table.ForeignKey(
                        name: "FK_partner_support_tenants_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "partnerships",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    provider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reseller_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reseller_network_id = table.Column<string>(type: "text", nullable: false),
                    provider_name_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reseller_name_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    invitation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    provider_has_admin_access = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false, defaultValue: 0)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partnerships", x => new { x.provider_id, x.id });
                    table.ForeignKey(
                        name: "FK_partnerships_tenants_provider_id",
                        column: x => x.provider_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_partnerships_tenants_reseller_id",
                        column: x => x.reseller_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "provider_profiles",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cloud = table.Column<string>(type: "text", nullable: false),
                    region_group = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    draft = table.Column<string>(type: "jsonb", nullable: true),
                    refused_because = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    published = table.Column<string>(type: "jsonb", nullable: true),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    slug = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true, collation: "C"),
                    name_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    services = table.Column<string[]>(type: "text[]", nullable: false),
                    languages = table.Column<string[]>(type: "text[]", nullable: false),
                    countries = table.Column<string[]>(type: "text[]", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_provider_profiles", x => x.tenant_id);
                    table.ForeignKey(
                        name: "FK_provider_profiles_tenants_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "reseller_applications",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_by = table.Column<string>(type: "text", nullable: false),
                    is_of_known_organisation = table.Column<bool>(type: "boolean", nullable: false),
                    membership_account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    network_id = table.Column<string>(type: "text", nullable: true),
                    postpones_network_id = table.Column<bool>(type: "boolean", nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    rejected_because = table.Column<string>(type: "text", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    contact_email = table.Column<string>(type: "text", nullable: false),
                    contact_first_name = table.Column<string>(type: "text", nullable: false),
                    contact_is_applicant = table.Column<bool>(type: "boolean", nullable: false),
                    contact_language = table.Column<string>(type: "text", nullable: false),
                    contact_last_name = table.Column<string>(type: "text", nullable: false),
                    contact_phone = table.Column<string>(type: "text", nullable: false),
                    profile_city = table.Column<string>(type: "text", nullable: false),
                    profile_is_address_kept = table.Column<bool>(type: "boolean", nullable: false),
                    profile_is_exact = table.Column<bool>(type: "boolean", nullable: false),
                    profile_legal_name = table.Column<string>(type: "text", nullable: false),
                    profile_postal_code = table.Column<string>(type: "text", nullable: false),
                    profile_registration_number = table.Column<string>(type: "text", nullable: false),
                    profile_state = table.Column<string>(type: "text", nullable: false),
                    profile_street = table.Column<string>(type: "text", nullable: false),
                    support_email = table.Column<string>(type: "text", nullable: false),
                    support_hours = table.Column<string>(type: "text", nullable: false),
                    support_name = table.Column<string>(type: "text", nullable: false),
                    support_phone = table.Column<string>(type: "text", nullable: false),
                    support_website = table.Column<string>(type: "text", nullable: false),
                    link_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    link_made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    link_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    mails = table.Column<int>(type: "integer", nullable: false),
                    mails_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reseller_applications", x => new { x.tenant_id, x.number });
                    table.ForeignKey(
                        name: "FK_reseller_applications_tenants_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "shared_customers",
                columns: table => new
                {
                    provider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reseller_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    customer_name_key = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shared_customers", x => new { x.provider_id, x.reseller_id, x.customer_id });
                    table.ForeignKey(
                        name: "FK_shared_customers_tenants_customer_id",
                        column: x => x.customer_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "subscriptions",
                columns: table => new
                {
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reseller_id = table.Column<Guid>(type: "uuid", nullable: true),
                    partner_of_record = table.Column<string>(type: "text", nullable: true),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<string>(type: "text", nullable: false),
                    sku_id = table.Column<string>(type: "text", nullable: false),
                    availability_id = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    friendly_name = table.Column<string>(type: "text", nullable: false),
                    publisher_name = table.Column<string>(type: "text", nullable: false),
                    is_first_party = table.Column<bool>(type: "boolean", nullable: false),
                    is_trial = table.Column<bool>(type: "boolean", nullable: false),
                    billing_type = table.Column<string>(type: "text", nullable: false),
                    billing_cycle = table.Column<string>(type: "text", nullable: false),
                    term = table.Column<string>(type: "text", nullable: true),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    unit_price = table.Column<decimal>(type: "numeric(18,8)", precision: 18, scale: 8, nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    auto_renew = table.Column<bool>(type: "boolean", nullable: false),
                    delete_on = table.Column<DateOnly>(type: "date", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    term_from = table.Column<DateOnly>(type: "date", nullable: false),
                    term_until = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name_key = table.Column<string>(type: "text", nullable: true, computedColumnSql: "lower(friendly_name)", stored: true, collation: "C"),
                    term_end = table.Column<DateOnly>(type: "date", nullable: false, computedColumnSql: "coalesce(term_until, 'infinity'::date)", stored: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subscriptions", x => new { x.partner_id, x.id });
                    table.ForeignKey(
                        name: "FK_subscriptions_tenants_customer_id",
                        column: x => x.customer_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "tenant_domains",
                columns: table => new
                {
                    domain = table.Column<string>(type: "text", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tenant_domains", x => x.domain);
                    table.ForeignKey(
                        name: "FK_tenant_domains_tenants_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    home_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    full_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    temporary_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    tokens_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    deactivated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    name_key = table.Column<string>(type: "text", nullable: true, computedColumnSql: "lower(full_name)", stored: true, collation: "C"),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: false),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "text", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                    table.CheckConstraint("ck_users_guest", "home_user_id is null or password_hash is null");
                    table.ForeignKey(
                        name: "FK_users_tenants_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_users_users_home_user_id",
                        column: x => x.home_user_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "vat_ids",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    counts_from = table.Column<DateOnly>(type: "date", nullable: false),
                    number = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    entered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vat_ids", x => new { x.tenant_id, x.counts_from });
                    table.ForeignKey(
                        name: "FK_vat_ids_tenants_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "customer_relationship_ends",
                columns: table => new
                {
                    relationship_id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    statement = table.Column<string>(type: "text", nullable: false),
                    statement_version = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_relationship_ends", x => new { x.partner_id, x.relationship_id });
                    table.ForeignKey(
                        name: "FK_customer_relationship_ends_customer_relationships_partner_i~",
                        columns: x => new { x.partner_id, x.relationship_id },
                        principalTable: "customer_relationships",
                        principalColumns: new[] { "partner_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "delegated_grant_changes",
                columns: table => new
                {
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    grant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    @event = table.Column<string>(name: "event", type: "text", nullable: false),
                    side = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<string>(type: "text", nullable: false),
                    roles = table.Column<string>(type: "text", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delegated_grant_changes", x => new { x.partner_id, x.grant_id, x.id });
                    table.ForeignKey(
                        name: "FK_delegated_grant_changes_delegated_grants_partner_id_grant_id",
                        columns: x => new { x.partner_id, x.grant_id },
                        principalTable: "delegated_grants",
                        principalColumns: new[] { "partner_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "delegated_grant_roles",
                columns: table => new
                {
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    grant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    agents = table.Column<string>(type: "text", nullable: false),
                    taken_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delegated_grant_roles", x => new { x.partner_id, x.grant_id, x.role, x.agents });
                    table.ForeignKey(
                        name: "FK_delegated_grant_roles_delegated_grants_partner_id_grant_id",
                        columns: x => new { x.partner_id, x.grant_id },
                        principalTable: "delegated_grants",
                        principalColumns: new[] { "partner_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "delegated_grant_uses",
                columns: table => new
                {
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    grant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    agents = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    last_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delegated_grant_uses", x => new { x.partner_id, x.grant_id, x.role, x.agents, x.day });
                    table.ForeignKey(
                        name: "FK_delegated_grant_uses_delegated_grants_partner_id_grant_id",
                        columns: x => new { x.partner_id, x.grant_id },
                        principalTable: "delegated_grants",
                        principalColumns: new[] { "partner_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "outside_supporters",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    supporter_id = table.Column<Guid>(type: "uuid", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outside_supporters", x => new { x.customer_id, x.subscription_id, x.supporter_id });
                    table.ForeignKey(
                        name: "FK_outside_supporters_outside_subscriptions_customer_id_subscr~",
                        columns: x => new { x.customer_id, x.subscription_id },
                        principalTable: "outside_subscriptions",
                        principalColumns: new[] { "customer_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_outside_supporters_tenants_supporter_id",
                        column: x => x.supporter_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "application_documents",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    content_type = table.Column<string>(type: "text", nullable: false),
                    length = table.Column<int>(type: "integer", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    added_by = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_application_documents", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_application_documents_partner_enrolments_tenant_id_type",
                        columns: x => new { x.tenant_id, x.type },
                        principalTable: "partner_enrolments",
                        principalColumns: new[] { "tenant_id", "type" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "application_history",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    @event = table.Column<string>(name: "event", type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    is_by_operator = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_application_history", x => new { x.tenant_id, x.type, x.number, x.id });
                    table.ForeignKey(
                        name: "FK_application_history_partner_enrolments_tenant_id_type",
                        columns: x => new { x.tenant_id, x.type },
                        principalTable: "partner_enrolments",
                        principalColumns: new[] { "tenant_id", "type" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "partnership_end_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    provider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reseller_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    filed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_by = table.Column<string>(type: "text", nullable: true),
                    answer = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    statement_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    statement_language = table.Column<string>(type: "text", nullable: false),
                    statement_name = table.Column<string>(type: "text", nullable: false),
                    statement_tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    statement_text = table.Column<string>(type: "text", nullable: false),
                    statement_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    statement_version = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partnership_end_requests", x => x.id);
                    table.ForeignKey(
                        name: "FK_partnership_end_requests_partnerships_provider_id_partnersh~",
                        columns: x => new { x.provider_id, x.partnership_id },
                        principalTable: "partnerships",
                        principalColumns: new[] { "provider_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "partnership_ends",
                columns: table => new
                {
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    provider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reseller_id = table.Column<Guid>(type: "uuid", nullable: false),
                    way = table.Column<string>(type: "text", nullable: false),
                    request_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    statement_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    statement_language = table.Column<string>(type: "text", nullable: false),
                    statement_name = table.Column<string>(type: "text", nullable: false),
                    statement_tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    statement_text = table.Column<string>(type: "text", nullable: false),
                    statement_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    statement_version = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partnership_ends", x => new { x.provider_id, x.partnership_id });
                    table.ForeignKey(
                        name: "FK_partnership_ends_partnerships_provider_id_partnership_id",
                        columns: x => new { x.provider_id, x.partnership_id },
                        principalTable: "partnerships",
                        principalColumns: new[] { "provider_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "reseller_terms",
                columns: table => new
                {
                    provider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    partnership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    payment_days = table.Column<int>(type: "integer", nullable: false),
                    limit_units = table.Column<long>(type: "bigint", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: false),
                    billing = table.Column<string>(type: "text", nullable: false),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    set_by = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reseller_terms", x => new { x.provider_id, x.partnership_id, x.number });
                    table.ForeignKey(
                        name: "FK_reseller_terms_partnerships_provider_id_partnership_id",
                        columns: x => new { x.provider_id, x.partnership_id },
                        principalTable: "partnerships",
                        principalColumns: new[] { "provider_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "application_checks",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_application_checks", x => new { x.tenant_id, x.number, x.kind });
                    table.ForeignKey(
                        name: "FK_application_checks_reseller_applications_tenant_id_number",
                        columns: x => new { x.tenant_id, x.number },
                        principalTable: "reseller_applications",
                        principalColumns: new[] { "tenant_id", "number" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "added_seats",
                columns: table => new
                {
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_added_seats", x => new { x.partner_id, x.subscription_id, x.number });
                    table.ForeignKey(
                        name: "FK_added_seats_subscriptions_partner_id_subscription_id",
                        columns: x => new { x.partner_id, x.subscription_id },
                        principalTable: "subscriptions",
                        principalColumns: new[] { "partner_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "designated_contacts",
                columns: table => new
                {
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    chosen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_designated_contacts", x => new { x.partner_id, x.subscription_id });
                    table.ForeignKey(
                        name: "FK_designated_contacts_subscriptions_partner_id_subscription_id",
                        columns: x => new { x.partner_id, x.subscription_id },
                        principalTable: "subscriptions",
                        principalColumns: new[] { "partner_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_designated_contacts_tenants_contact_id",
                        column: x => x.contact_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "service_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: false, collation: "C"),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: true),
                    seller_id = table.Column<Guid>(type: "uuid", nullable: true),
                    outside_id = table.Column<Guid>(type: "uuid", nullable: true),
                    subscription_title = table.Column<string>(type: "text", nullable: false),
                    opened_by = table.Column<string>(type: "text", nullable: false),
                    topic = table.Column<string>(type: "text", nullable: false),
                    severity = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    title_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    description = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    contact_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    contact_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    contact_phone = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    taken_by = table.Column<string>(type: "text", nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    escalated_for = table.Column<string>(type: "text", nullable: true),
                    escalated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    vendor_due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    vendor_answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_requests", x => x.id);
                    table.ForeignKey(
                        name: "FK_service_requests_outside_subscriptions_customer_id_outside_~",
                        columns: x => new { x.customer_id, x.outside_id },
                        principalTable: "outside_subscriptions",
                        principalColumns: new[] { "customer_id", "id" });
                    table.ForeignKey(
                        name: "FK_service_requests_subscriptions_seller_id_subscription_id",
                        columns: x => new { x.seller_id, x.subscription_id },
                        principalTable: "subscriptions",
                        principalColumns: new[] { "partner_id", "id" });
                    table.ForeignKey(
                        name: "FK_service_requests_tenants_customer_id",
                        column: x => x.customer_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_service_requests_tenants_partner_id",
                        column: x => x.partner_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "subscription_supporters",
                columns: table => new
                {
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    supporter_id = table.Column<Guid>(type: "uuid", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subscription_supporters", x => new { x.partner_id, x.subscription_id, x.supporter_id });
                    table.ForeignKey(
                        name: "FK_subscription_supporters_subscriptions_partner_id_subscripti~",
                        columns: x => new { x.partner_id, x.subscription_id },
                        principalTable: "subscriptions",
                        principalColumns: new[] { "partner_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_subscription_supporters_tenants_supporter_id",
                        column: x => x.supporter_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "assigned_licenses",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<string>(type: "text", nullable: false),
                    sku_id = table.Column<string>(type: "text", nullable: false),
                    assigned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assigned_licenses", x => new { x.customer_id, x.product_id, x.sku_id, x.user_id });
                    table.ForeignKey(
                        name: "FK_assigned_licenses_tenants_customer_id",
                        column: x => x.customer_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_assigned_licenses_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "freed_licenses",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<string>(type: "text", nullable: false),
                    sku_id = table.Column<string>(type: "text", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_freed_licenses", x => new { x.user_id, x.product_id, x.sku_id });
                    table.ForeignKey(
                        name: "FK_freed_licenses_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "role_assignments",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    is_whole_company = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_role_assignments", x => new { x.user_id, x.role });
                    table.CheckConstraint("ck_role_assignments_scope", "not is_whole_company or role in ('ReferralsAdmin', 'ReferralsUser')");
                    table.ForeignKey(
                        name: "FK_role_assignments_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "FK_user_claims_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    provider_key = table.Column<string>(type: "text", nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "FK_user_logins_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_tokens",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "FK_user_tokens_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "application_document_contents",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_application_document_contents", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_application_document_contents_application_documents_tenant_~",
                        columns: x => new { x.tenant_id, x.id },
                        principalTable: "application_documents",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "service_request_entries",
                columns: table => new
                {
                    request_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    @event = table.Column<string>(name: "event", type: "text", nullable: false),
                    side = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    is_internal = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_request_entries", x => new { x.request_id, x.number });
                    table.ForeignKey(
                        name: "FK_service_request_entries_service_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "service_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "role_locations",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    network_id = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_role_locations", x => new { x.user_id, x.role, x.network_id });
                    table.ForeignKey(
                        name: "FK_role_locations_network_ids_network_id",
                        column: x => x.network_id,
                        principalTable: "network_ids",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_role_locations_role_assignments_user_id_role",
                        columns: x => new { x.user_id, x.role },
                        principalTable: "role_assignments",
                        principalColumns: new[] { "user_id", "role" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_account_claims_user_id",
                table: "account_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_activity_records_all",
                table: "activity_records",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "ix_activity_records_customer",
                table: "activity_records",
                columns: new[] { "customer_id", "id" },
                filter: "customer_id is not null");

            migrationBuilder.CreateIndex(
                name: "IX_activity_records_tenant_id_sequence",
                table: "activity_records",
                columns: new[] { "tenant_id", "sequence" },
                unique: true,
                filter: "sequence is not null");

            migrationBuilder.CreateIndex(
                name: "ix_activity_records_unsequenced",
                table: "activity_records",
                column: "id",
                filter: "sequence is null");

            migrationBuilder.CreateIndex(
                name: "IX_affiliation_changes_organisation_id_id",
                table: "affiliation_changes",
                columns: new[] { "organisation_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_affiliation_changes_other_id_id",
                table: "affiliation_changes",
                columns: new[] { "other_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_agreement_versions_kind_version",
                table: "agreement_versions",
                columns: new[] { "kind", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_agreement_versions_template_id",
                table: "agreement_versions",
                column: "template_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_announcements_policy",
                table: "announcements",
                column: "policy_version",
                unique: true,
                filter: "policy_version is not null");

            migrationBuilder.CreateIndex(
                name: "IX_api_applications_tenant_id",
                table: "api_applications",
                column: "tenant_id");

            migrationBuilder.CreateIndex(
                name: "ux_application_documents_hash",
                table: "application_documents",
                columns: new[] { "tenant_id", "type", "number", "hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_assigned_licenses_user_id",
                table: "assigned_licenses",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "IX_availabilities_market_product_id",
                table: "availabilities",
                columns: new[] { "market", "product_id" });

            migrationBuilder.CreateIndex(
                name: "IX_carts_customer_id",
                table: "carts",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "IX_carts_expires_at",
                table: "carts",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_carts_open",
                table: "carts",
                columns: new[] { "partner_id", "expires_at" },
                filter: "state = 'Active'");

            migrationBuilder.CreateIndex(
                name: "IX_carts_partner_id_customer_id_kept_for",
                table: "carts",
                columns: new[] { "partner_id", "customer_id", "kept_for" },
                unique: true,
                filter: "kept_for is not null and state = 'Active'");

            migrationBuilder.CreateIndex(
                name: "IX_charge_lines_partner_id_subscription_id",
                table: "charge_lines",
                columns: new[] { "partner_id", "subscription_id" });

            migrationBuilder.CreateIndex(
                name: "ix_charge_lines_reverses",
                table: "charge_lines",
                columns: new[] { "partner_id", "reverses" },
                unique: true,
                filter: "reverses is not null");

            migrationBuilder.CreateIndex(
                name: "IX_customer_agreement_acceptances_customer_id_recorded_at",
                table: "customer_agreement_acceptances",
                columns: new[] { "customer_id", "recorded_at" });

            migrationBuilder.CreateIndex(
                name: "ix_customer_invitations_address",
                table: "customer_invitations",
                columns: new[] { "email", "expires_at" },
                filter: "email is not null and answered_at is null and revoked_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_customer_invitations_customer",
                table: "customer_invitations",
                columns: new[] { "customer_id", "expires_at" },
                filter: "customer_id is not null and email is not null and answered_at is null and revoked_at is null");

            migrationBuilder.CreateIndex(
                name: "IX_customer_invitations_partner_id_created_at",
                table: "customer_invitations",
                columns: new[] { "partner_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_customer_invitations_sent_for",
                table: "customer_invitations",
                columns: new[] { "sender_id", "partner_id", "created_at", "id" },
                filter: "sender_id is not null");

            migrationBuilder.CreateIndex(
                name: "IX_customer_invitations_token_hash",
                table: "customer_invitations",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_customer_invitations_unanswered",
                table: "customer_invitations",
                columns: new[] { "partner_id", "expires_at" },
                filter: "email is not null and answered_at is null and revoked_at is null");

            migrationBuilder.CreateIndex(
                name: "ux_customer_invitations_one_request_each",
                table: "customer_invitations",
                columns: new[] { "sender_id", "partner_id", "customer_id" },
                unique: true,
                filter: "sender_id is not null and email is not null and answered_at is null and revoked_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_customer_relationships_channel",
                table: "customer_relationships",
                columns: new[] { "partner_id", "channel", "customer_name_key", "customer_id" },
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "IX_customer_relationships_customer_id",
                table: "customer_relationships",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_customer_relationships_domain",
                table: "customer_relationships",
                columns: new[] { "partner_id", "customer_domain", "customer_id" },
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_customer_relationships_kind",
                table: "customer_relationships",
                columns: new[] { "partner_id", "kind", "customer_name_key", "customer_id" },
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_customer_relationships_list",
                table: "customer_relationships",
                columns: new[] { "partner_id", "customer_name_key", "customer_id" },
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_customer_relationships_market",
                table: "customer_relationships",
                columns: new[] { "partner_id", "customer_market", "customer_name_key", "customer_id" },
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_customer_relationships_rights",
                table: "customer_relationships",
                columns: new[] { "partner_id", "admin_rights", "customer_name_key", "customer_id" },
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_customer_relationships_since",
                table: "customer_relationships",
                columns: new[] { "partner_id", "begun_at", "customer_id" },
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ux_customer_relationships_active",
                table: "customer_relationships",
                columns: new[] { "partner_id", "customer_id", "kind" },
                unique: true,
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "IX_delegated_grant_roles_partner_id_role_grant_id",
                table: "delegated_grant_roles",
                columns: new[] { "partner_id", "role", "grant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_delegated_grants_customer",
                table: "delegated_grants",
                columns: new[] { "customer_id", "state", "until" });

            migrationBuilder.CreateIndex(
                name: "ix_delegated_grants_customer_id",
                table: "delegated_grants",
                columns: new[] { "customer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_delegated_grants_due",
                table: "delegated_grants",
                column: "due_at",
                filter: "due_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_delegated_grants_end",
                table: "delegated_grants",
                columns: new[] { "partner_id", "until", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_delegated_grants_list",
                table: "delegated_grants",
                columns: new[] { "partner_id", "customer_name_key", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_delegated_grants_pair",
                table: "delegated_grants",
                columns: new[] { "partner_id", "customer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_delegated_grants_state",
                table: "delegated_grants",
                columns: new[] { "partner_id", "state", "customer_name_key", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_delegated_grants_classic",
                table: "delegated_grants",
                columns: new[] { "partner_id", "customer_id" },
                unique: true,
                filter: "state = 'Active' and days is null");

            migrationBuilder.CreateIndex(
                name: "ux_delegated_grants_requested",
                table: "delegated_grants",
                columns: new[] { "partner_id", "customer_id" },
                unique: true,
                filter: "state = 'Requested'");

            migrationBuilder.CreateIndex(
                name: "IX_designated_contacts_contact_id",
                table: "designated_contacts",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ux_direct_applications_open",
                table: "direct_applications",
                column: "tenant_id",
                unique: true,
                filter: "closed_at is null");

            migrationBuilder.CreateIndex(
                name: "IX_job_files_created_at",
                table: "job_files",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "IX_jobs_claim",
                table: "jobs",
                column: "claim",
                unique: true,
                filter: "claim is not null");

            migrationBuilder.CreateIndex(
                name: "IX_jobs_due_at",
                table: "jobs",
                column: "due_at",
                filter: "finished_at is null");

            migrationBuilder.CreateIndex(
                name: "IX_jobs_file_id",
                table: "jobs",
                column: "file_id",
                filter: "file_id is not null");

            migrationBuilder.CreateIndex(
                name: "IX_jobs_finished_at",
                table: "jobs",
                column: "finished_at",
                filter: "finished_at is not null");

            migrationBuilder.CreateIndex(
                name: "IX_jobs_id",
                table: "jobs",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "IX_jobs_output_id",
                table: "jobs",
                column: "output_id",
                filter: "output_id is not null");

            migrationBuilder.CreateIndex(
                name: "IX_jobs_state_id",
                table: "jobs",
                columns: new[] { "state", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_jobs_tenant_id_created_at",
                table: "jobs",
                columns: new[] { "tenant_id", "created_at" },
                filter: "finished_at is null");

            migrationBuilder.CreateIndex(
                name: "IX_jobs_tenant_id_once_key",
                table: "jobs",
                columns: new[] { "tenant_id", "once_key" },
                unique: true,
                filter: "finished_at is null and once_key is not null");

            migrationBuilder.CreateIndex(
                name: "IX_jobs_title_key",
                table: "jobs",
                column: "title_key");

            migrationBuilder.CreateIndex(
                name: "IX_kept_passwords_expires_at",
                table: "kept_passwords",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_map_ways_customers",
                table: "map_ways",
                columns: new[] { "viewer_id", "customers", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_map_ways_name",
                table: "map_ways",
                columns: new[] { "viewer_id", "seller_name_key", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_map_ways_provider",
                table: "map_ways",
                columns: new[] { "viewer_id", "provider_id", "customers", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_map_ways_provider_name",
                table: "map_ways",
                columns: new[] { "viewer_id", "provider_name_key", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_map_ways_reseller",
                table: "map_ways",
                columns: new[] { "viewer_id", "reseller_id", "customers", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_map_ways_subscriptions",
                table: "map_ways",
                columns: new[] { "viewer_id", "subscriptions", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_membership_accounts_user_name",
                table: "membership_accounts",
                column: "user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_membership_profiles_account_id",
                table: "membership_profiles",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_merge_invitations_invited_id",
                table: "merge_invitations",
                column: "invited_id");

            migrationBuilder.CreateIndex(
                name: "IX_merge_invitations_inviting_tenant_id",
                table: "merge_invitations",
                column: "inviting_tenant_id");

            migrationBuilder.CreateIndex(
                name: "ix_merge_invitations_waiting",
                table: "merge_invitations",
                columns: new[] { "invited_tenant_id", "expires_at" },
                filter: "state = 'Open'");

            migrationBuilder.CreateIndex(
                name: "ux_merge_invitations_open",
                table: "merge_invitations",
                columns: new[] { "inviting_id", "invited_id" },
                unique: true,
                filter: "state = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_network_ids_organisation_id",
                table: "network_ids",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "IX_network_ids_tenant_id",
                table: "network_ids",
                column: "tenant_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_order_lines_partner_id_partner_of_record_order_id",
                table: "order_lines",
                columns: new[] { "partner_id", "partner_of_record", "order_id" },
                filter: "partner_of_record is not null");

            migrationBuilder.CreateIndex(
                name: "IX_orders_customer_id",
                table: "orders",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "IX_orders_partner_id_customer_id_placed_at_id",
                table: "orders",
                columns: new[] { "partner_id", "customer_id", "placed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_organisations_control_group_id",
                table: "organisations",
                column: "control_group_id",
                filter: "control_group_id is not null");

            migrationBuilder.CreateIndex(
                name: "IX_organisations_merged_into_id",
                table: "organisations",
                column: "merged_into_id");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_messages_due_at",
                table: "outbox_messages",
                column: "due_at",
                filter: "given_up_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_failing",
                table: "outbox_messages",
                column: "id",
                filter: "attempts > 0");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_messages_given_up_at",
                table: "outbox_messages",
                column: "given_up_at",
                filter: "given_up_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_outside_subscriptions_channel",
                table: "outside_subscriptions",
                columns: new[] { "channel", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_outside_subscriptions_contract",
                table: "outside_subscriptions",
                columns: new[] { "contract", "id" },
                filter: "contract is not null");

            migrationBuilder.CreateIndex(
                name: "ix_outside_subscriptions_id",
                table: "outside_subscriptions",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_outside_subscriptions_contract",
                table: "outside_subscriptions",
                columns: new[] { "customer_id", "channel", "contract", "name" },
                unique: true,
                filter: "contract is not null and ended_at is null");

            migrationBuilder.CreateIndex(
                name: "IX_outside_supporters_supporter_id",
                table: "outside_supporters",
                column: "supporter_id");

            migrationBuilder.CreateIndex(
                name: "IX_partner_agreement_signatures_organisation_id_region_group_v~",
                table: "partner_agreement_signatures",
                columns: new[] { "organisation_id", "region_group", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_partner_agreement_signatures_signed_at_id",
                table: "partner_agreement_signatures",
                columns: new[] { "signed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_partner_enrolments_state_since_tenant_id",
                table: "partner_enrolments",
                columns: new[] { "state", "since", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_partner_invitations_address",
                table: "partner_invitations",
                columns: new[] { "email", "expires_at" },
                filter: "email is not null and answered_at is null and revoked_at is null");

            migrationBuilder.CreateIndex(
                name: "IX_partner_invitations_provider_id_created_at",
                table: "partner_invitations",
                columns: new[] { "provider_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "IX_partner_invitations_token_hash",
                table: "partner_invitations",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_partner_invitations_unanswered",
                table: "partner_invitations",
                columns: new[] { "provider_id", "expires_at" },
                filter: "email is not null and answered_at is null and revoked_at is null");

            migrationBuilder.CreateIndex(
                name: "IX_partnership_end_requests_filed_at_id",
                table: "partnership_end_requests",
                columns: new[] { "filed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_partnership_end_requests_provider_id_partnership_id",
                table: "partnership_end_requests",
                columns: new[] { "provider_id", "partnership_id" });

            migrationBuilder.CreateIndex(
                name: "IX_partnership_end_requests_state_filed_at_id",
                table: "partnership_end_requests",
                columns: new[] { "state", "filed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_partnership_end_requests_open",
                table: "partnership_end_requests",
                columns: new[] { "provider_id", "reseller_id" },
                unique: true,
                filter: "state = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_partnership_ends_reseller_id",
                table: "partnership_ends",
                column: "reseller_id");

            migrationBuilder.CreateIndex(
                name: "ix_partnerships_providers",
                table: "partnerships",
                columns: new[] { "reseller_id", "provider_name_key", "provider_id" },
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_partnerships_providers_since",
                table: "partnerships",
                columns: new[] { "reseller_id", "begun_at", "provider_id" },
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "IX_partnerships_reseller_id_provider_id",
                table: "partnerships",
                columns: new[] { "reseller_id", "provider_id" });

            migrationBuilder.CreateIndex(
                name: "ix_partnerships_resellers",
                table: "partnerships",
                columns: new[] { "provider_id", "reseller_name_key", "reseller_id" },
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_partnerships_resellers_since",
                table: "partnerships",
                columns: new[] { "provider_id", "begun_at", "reseller_id" },
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ux_partnerships_active_pair",
                table: "partnerships",
                columns: new[] { "provider_id", "reseller_id" },
                unique: true,
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "IX_price_lists_sha256",
                table: "price_lists",
                column: "sha256",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_price_rows_availability_id_term_billing_plan_effective_from",
                table: "price_rows",
                columns: new[] { "availability_id", "term", "billing_plan", "effective_from" },
                descending: new[] { false, false, false, true });

            migrationBuilder.CreateIndex(
                name: "IX_products_kind_product_id",
                table: "products",
                columns: new[] { "kind", "product_id" });

            migrationBuilder.CreateIndex(
                name: "IX_products_title_key_product_id",
                table: "products",
                columns: new[] { "title_key", "product_id" });

            migrationBuilder.CreateIndex(
                name: "IX_profile_verifications_link_hash",
                table: "profile_verifications",
                column: "link_hash",
                unique: true,
                filter: "link_hash is not null");

            migrationBuilder.CreateIndex(
                name: "IX_profile_verifications_since_organisation_id",
                table: "profile_verifications",
                columns: new[] { "since", "organisation_id" });

            migrationBuilder.CreateIndex(
                name: "IX_profile_verifications_state_since_organisation_id",
                table: "profile_verifications",
                columns: new[] { "state", "since", "organisation_id" });

            migrationBuilder.CreateIndex(
                name: "IX_program_events_tenant_id_sequence",
                table: "program_events",
                columns: new[] { "tenant_id", "sequence" },
                unique: true,
                filter: "sequence is not null");

            migrationBuilder.CreateIndex(
                name: "ix_program_events_unsequenced",
                table: "program_events",
                column: "id",
                filter: "sequence is null");

            migrationBuilder.CreateIndex(
                name: "ix_provider_profiles_all",
                table: "provider_profiles",
                columns: new[] { "name_key", "id" },
                filter: "slug is not null");

            migrationBuilder.CreateIndex(
                name: "ix_provider_profiles_cloud",
                table: "provider_profiles",
                columns: new[] { "cloud", "name_key", "id" },
                filter: "slug is not null");

            migrationBuilder.CreateIndex(
                name: "ix_provider_profiles_region",
                table: "provider_profiles",
                columns: new[] { "cloud", "region_group", "name_key", "id" },
                filter: "slug is not null");

            migrationBuilder.CreateIndex(
                name: "IX_provider_profiles_since_tenant_id",
                table: "provider_profiles",
                columns: new[] { "since", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "IX_provider_profiles_state_since_tenant_id",
                table: "provider_profiles",
                columns: new[] { "state", "since", "tenant_id" });

            migrationBuilder.CreateIndex(
                name: "ux_provider_profiles_slug",
                table: "provider_profiles",
                column: "slug",
                unique: true,
                filter: "slug is not null");

            migrationBuilder.CreateIndex(
                name: "IX_request_answers_answered_at",
                table: "request_answers",
                column: "answered_at");

            migrationBuilder.CreateIndex(
                name: "IX_reseller_applications_link_hash",
                table: "reseller_applications",
                column: "link_hash",
                unique: true,
                filter: "link_hash is not null");

            migrationBuilder.CreateIndex(
                name: "ux_reseller_applications_open",
                table: "reseller_applications",
                column: "tenant_id",
                unique: true,
                filter: "closed_at is null");

            migrationBuilder.CreateIndex(
                name: "IX_role_locations_network_id",
                table: "role_locations",
                column: "network_id");

            migrationBuilder.CreateIndex(
                name: "IX_sandbox_mails_arrived_at_id",
                table: "sandbox_mails",
                columns: new[] { "arrived_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_sandbox_mails_recipient_arrived_at",
                table: "sandbox_mails",
                columns: new[] { "recipient", "arrived_at" });

            migrationBuilder.CreateIndex(
                name: "IX_sent_mails_recipient_key",
                table: "sent_mails",
                column: "recipient_key");

            migrationBuilder.CreateIndex(
                name: "IX_sent_mails_sent_at",
                table: "sent_mails",
                column: "sent_at");

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_customer",
                table: "service_requests",
                columns: new[] { "customer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_customer_due",
                table: "service_requests",
                columns: new[] { "customer_id", "due_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_service_requests_customer_id_outside_id",
                table: "service_requests",
                columns: new[] { "customer_id", "outside_id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_customer_state",
                table: "service_requests",
                columns: new[] { "customer_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_customer_title",
                table: "service_requests",
                columns: new[] { "customer_id", "title_key", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_escalated",
                table: "service_requests",
                column: "vendor_due_at",
                filter: "state = 'Escalated'");

            migrationBuilder.CreateIndex(
                name: "IX_service_requests_number",
                table: "service_requests",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_partner",
                table: "service_requests",
                columns: new[] { "partner_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_partner_customer",
                table: "service_requests",
                columns: new[] { "partner_id", "customer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_partner_due",
                table: "service_requests",
                columns: new[] { "partner_id", "due_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_partner_state",
                table: "service_requests",
                columns: new[] { "partner_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_partner_title",
                table: "service_requests",
                columns: new[] { "partner_id", "title_key", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_service_requests_seller_id_subscription_id",
                table: "service_requests",
                columns: new[] { "seller_id", "subscription_id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_vendor",
                table: "service_requests",
                column: "id",
                filter: "escalated_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_vendor_due",
                table: "service_requests",
                columns: new[] { "vendor_due_at", "id" },
                filter: "escalated_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_vendor_state",
                table: "service_requests",
                columns: new[] { "state", "id" },
                filter: "escalated_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_vendor_title",
                table: "service_requests",
                columns: new[] { "title_key", "id" },
                filter: "escalated_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_waiting",
                table: "service_requests",
                columns: new[] { "partner_id", "due_at" },
                filter: "state in ('New', 'Reopened', 'WaitingForPartner')");

            migrationBuilder.CreateIndex(
                name: "IX_shared_customers_customer_id_provider_id",
                table: "shared_customers",
                columns: new[] { "customer_id", "provider_id" });

            migrationBuilder.CreateIndex(
                name: "ix_shared_customers_list",
                table: "shared_customers",
                columns: new[] { "provider_id", "reseller_id", "customer_name_key", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "IX_shared_customers_reseller_id_customer_id",
                table: "shared_customers",
                columns: new[] { "reseller_id", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "IX_signing_keys_generation",
                table: "signing_keys",
                column: "generation",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_subscription_supporters_supporter_id",
                table: "subscription_supporters",
                column: "supporter_id");

            migrationBuilder.CreateIndex(
                name: "IX_subscriptions_customer_id_created_at_id",
                table: "subscriptions",
                columns: new[] { "customer_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_cycle",
                table: "subscriptions",
                columns: new[] { "partner_id", "billing_cycle", "id" },
                filter: "billing_cycle <> 'Monthly' and billing_cycle <> 'Annual'");

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_cycle_reseller",
                table: "subscriptions",
                columns: new[] { "reseller_id", "billing_cycle", "id" },
                filter: "billing_cycle <> 'Monthly' and billing_cycle <> 'Annual' and reseller_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_deleting",
                table: "subscriptions",
                column: "delete_on",
                filter: "delete_on is not null");

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_ending",
                table: "subscriptions",
                columns: new[] { "partner_id", "term_until" },
                filter: "state = 'Active' and not auto_renew");

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_ending_customer",
                table: "subscriptions",
                columns: new[] { "customer_id", "term_until" },
                filter: "state = 'Active' and not auto_renew");

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_ending_reseller",
                table: "subscriptions",
                columns: new[] { "reseller_id", "term_until" },
                filter: "state = 'Active' and not auto_renew and reseller_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_expiring",
                table: "subscriptions",
                column: "term_until",
                filter: "not auto_renew and state in ('Active', 'Suspended')");

            migrationBuilder.CreateIndex(
                name: "IX_subscriptions_id",
                table: "subscriptions",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_name",
                table: "subscriptions",
                columns: new[] { "partner_id", "name_key", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_name_reseller",
                table: "subscriptions",
                columns: new[] { "reseller_id", "name_key", "id" },
                filter: "reseller_id is not null");

            migrationBuilder.CreateIndex(
                name: "IX_subscriptions_partner_id_customer_id_created_at_id",
                table: "subscriptions",
                columns: new[] { "partner_id", "customer_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_reseller",
                table: "subscriptions",
                columns: new[] { "reseller_id", "id" },
                filter: "reseller_id is not null");

            migrationBuilder.CreateIndex(
                name: "IX_subscriptions_reseller_id_customer_id_created_at_id",
                table: "subscriptions",
                columns: new[] { "reseller_id", "customer_id", "created_at", "id" },
                filter: "reseller_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_state",
                table: "subscriptions",
                columns: new[] { "partner_id", "state", "id" },
                filter: "state <> 'Active'");

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_state_reseller",
                table: "subscriptions",
                columns: new[] { "reseller_id", "state", "id" },
                filter: "state <> 'Active' and reseller_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_term",
                table: "subscriptions",
                columns: new[] { "partner_id", "term_end", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_term_reseller",
                table: "subscriptions",
                columns: new[] { "reseller_id", "term_end", "id" },
                filter: "reseller_id is not null");

            migrationBuilder.CreateIndex(
                name: "IX_tenant_domains_tenant_id",
                table: "tenant_domains",
                column: "tenant_id");

            migrationBuilder.CreateIndex(
                name: "IX_tenants_home_organisation_id",
                table: "tenants",
                column: "home_organisation_id");

            migrationBuilder.CreateIndex(
                name: "IX_tenants_organisation_id",
                table: "tenants",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ux_tenants_shared_services",
                table: "tenants",
                column: "shared_services_of",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_user_claims_user_id",
                table: "user_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "IX_user_logins_user_id",
                table: "user_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_users_age",
                table: "users",
                columns: new[] { "tenant_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_users_name",
                table: "users",
                columns: new[] { "tenant_id", "name_key", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_users_normalized_user_name",
                table: "users",
                column: "normalized_user_name",
                unique: true,
                filter: "home_user_id is null");

            migrationBuilder.CreateIndex(
                name: "ux_users_guest",
                table: "users",
                columns: new[] { "home_user_id", "tenant_id" },
                unique: true,
                filter: "home_user_id is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_claims");

            migrationBuilder.DropTable(
                name: "activity_records");

            migrationBuilder.DropTable(
                name: "added_seats");

            migrationBuilder.DropTable(
                name: "affiliation_changes");

            migrationBuilder.DropTable(
                name: "agreement_counts");

            migrationBuilder.DropTable(
                name: "agreement_documents");

            migrationBuilder.DropTable(
                name: "agreement_versions");

            migrationBuilder.DropTable(
                name: "announcement_texts");

            migrationBuilder.DropTable(
                name: "api_applications");

            migrationBuilder.DropTable(
                name: "application_checks");

            migrationBuilder.DropTable(
                name: "application_document_contents");

            migrationBuilder.DropTable(
                name: "application_history");

            migrationBuilder.DropTable(
                name: "assigned_licenses");

            migrationBuilder.DropTable(
                name: "availabilities");

            migrationBuilder.DropTable(
                name: "billing_profiles");

            migrationBuilder.DropTable(
                name: "carts");

            migrationBuilder.DropTable(
                name: "charge_lines");

            migrationBuilder.DropTable(
                name: "company_profiles");

            migrationBuilder.DropTable(
                name: "credit_accounts");

            migrationBuilder.DropTable(
                name: "customer_agreement_acceptances");

            migrationBuilder.DropTable(
                name: "customer_invitations");

            migrationBuilder.DropTable(
                name: "customer_relationship_ends");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "delegated_grant_changes");

            migrationBuilder.DropTable(
                name: "delegated_grant_roles");

            migrationBuilder.DropTable(
                name: "delegated_grant_uses");

            migrationBuilder.DropTable(
                name: "demo_worlds");

            migrationBuilder.DropTable(
                name: "designated_contacts");

            migrationBuilder.DropTable(
                name: "direct_applications");

            migrationBuilder.DropTable(
                name: "feed_heads");

            migrationBuilder.DropTable(
                name: "freed_licenses");

            migrationBuilder.DropTable(
                name: "job_file_chunks");

            migrationBuilder.DropTable(
                name: "jobs");

            migrationBuilder.DropTable(
                name: "kept_passwords");

            migrationBuilder.DropTable(
                name: "ledger_transfers");

            migrationBuilder.DropTable(
                name: "location_details");

            migrationBuilder.DropTable(
                name: "map_partners");

            migrationBuilder.DropTable(
                name: "map_ways");

            migrationBuilder.DropTable(
                name: "membership_benefits");

            migrationBuilder.DropTable(
                name: "membership_profiles");

            migrationBuilder.DropTable(
                name: "membership_standings");

            migrationBuilder.DropTable(
                name: "merge_invitations");

            migrationBuilder.DropTable(
                name: "offer_holdings");

            migrationBuilder.DropTable(
                name: "order_lines");

            migrationBuilder.DropTable(
                name: "orders");

            migrationBuilder.DropTable(
                name: "outbox_messages");

            migrationBuilder.DropTable(
                name: "outside_supporters");

            migrationBuilder.DropTable(
                name: "partner_agreement_signatures");

            migrationBuilder.DropTable(
                name: "partner_invitations");

            migrationBuilder.DropTable(
                name: "partner_standing");

            migrationBuilder.DropTable(
                name: "partner_support");

            migrationBuilder.DropTable(
                name: "partnership_end_requests");

            migrationBuilder.DropTable(
                name: "partnership_ends");

            migrationBuilder.DropTable(
                name: "policy_versions");

            migrationBuilder.DropTable(
                name: "price_lists");

            migrationBuilder.DropTable(
                name: "price_rows");

            migrationBuilder.DropTable(
                name: "profile_checks");

            migrationBuilder.DropTable(
                name: "profile_history");

            migrationBuilder.DropTable(
                name: "program_events");

            migrationBuilder.DropTable(
                name: "provider_profiles");

            migrationBuilder.DropTable(
                name: "request_answers");

            migrationBuilder.DropTable(
                name: "reseller_terms");

            migrationBuilder.DropTable(
                name: "role_locations");

            migrationBuilder.DropTable(
                name: "sandbox_mails");

            migrationBuilder.DropTable(
                name: "sent_mails");

            migrationBuilder.DropTable(
                name: "service_request_entries");

            migrationBuilder.DropTable(
                name: "shared_customers");

            migrationBuilder.DropTable(
                name: "signing_keys");

            migrationBuilder.DropTable(
                name: "skus");

            migrationBuilder.DropTable(
                name: "subscription_supporters");

            migrationBuilder.DropTable(
                name: "tenant_domains");

            migrationBuilder.DropTable(
                name: "tenant_figures");

            migrationBuilder.DropTable(
                name: "tenant_maps");

            migrationBuilder.DropTable(
                name: "user_claims");

            migrationBuilder.DropTable(
                name: "user_logins");

            migrationBuilder.DropTable(
                name: "user_tokens");

            migrationBuilder.DropTable(
                name: "vat_ids");

            migrationBuilder.DropTable(
                name: "announcements");

            migrationBuilder.DropTable(
                name: "reseller_applications");

            migrationBuilder.DropTable(
                name: "application_documents");

            migrationBuilder.DropTable(
                name: "customer_relationships");

            migrationBuilder.DropTable(
                name: "delegated_grants");

            migrationBuilder.DropTable(
                name: "job_files");

            migrationBuilder.DropTable(
                name: "membership_accounts");

            migrationBuilder.DropTable(
                name: "profile_verifications");

            migrationBuilder.DropTable(
                name: "partnerships");

            migrationBuilder.DropTable(
                name: "network_ids");

            migrationBuilder.DropTable(
                name: "role_assignments");

            migrationBuilder.DropTable(
                name: "service_requests");

            migrationBuilder.DropTable(
                name: "products");

            migrationBuilder.DropTable(
                name: "partner_enrolments");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "outside_subscriptions");

            migrationBuilder.DropTable(
                name: "subscriptions");

            migrationBuilder.DropTable(
                name: "tenants");

            migrationBuilder.DropTable(
                name: "organisations");
        }
    }
}
