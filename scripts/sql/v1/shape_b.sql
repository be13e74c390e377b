-- What:  the V1 tables of an older deployment (shape B: integer keys, update triggers), in the first schema of the search_path.
-- Safe:  only creates. Where one of the tables exists it fails with "relation already exists"; run it with psql -1 (or in a
--        transaction), so that nothing is left of a failed run. The two extensions need CREATE on the database, or an
--        administrator who has made them before.
-- Locks: ACCESS EXCLUSIVE on the new tables, SHARE ROW EXCLUSIVE on those they refer to; nobody else can see them yet.

create extension if not exists pgcrypto;

create extension if not exists "uuid-ossp";

create table llm_providers (
    id serial not null,
    provider_name varchar(100) not null,
    provider_slug varchar(100) not null,
    display_name varchar(200) not null,
    description text,
    base_url varchar(500),
    auth_type varchar(50) not null default 'api_key'::varchar,
    supports_streaming boolean default true,
    supports_function_calling boolean default false,
    supports_vision boolean default false,
    rate_limit_rpm integer,
    rate_limit_tpm integer,
    rate_limit_rpd integer,
    is_active boolean default true,
    is_byok_supported boolean default true,
    is_system_provider boolean default false,
    api_key_format varchar(100),
    documentation_url varchar(500),
    pricing_url varchar(500),
    status_page_url varchar(500),
    health_status varchar(50) default 'unknown'::varchar,
    health_last_checked timestamp,
    health_response_time_ms integer,
    min_tier_required varchar(50) default 'free'::varchar,
    created_at timestamp not null default current_timestamp,
    updated_at timestamp not null default current_timestamp,
    constraint llm_providers_pkey primary key (id),
    constraint llm_providers_provider_name_key unique (provider_name),
    constraint llm_providers_provider_slug_key unique (provider_slug)
);

create index idx_llm_providers_active
    on llm_providers (is_active);

create index idx_llm_providers_health
    on llm_providers (health_status, is_active);

create index idx_llm_providers_slug
    on llm_providers (provider_slug);

create table llm_models (
    id serial not null,
    provider_id integer not null,
    model_name varchar(200) not null,
    model_id varchar(200) not null,
    display_name varchar(200) not null,
    description text,
    max_tokens integer not null default 4096,
    context_window integer not null default 8192,
    supports_streaming boolean default true,
    supports_function_calling boolean default false,
    supports_vision boolean default false,
    supports_json_mode boolean default false,
    cost_per_1m_input_tokens numeric(10,6),
    cost_per_1m_output_tokens numeric(10,6),
    cost_per_1m_tokens_cached numeric(10,6),
    power_level varchar(50),
    power_level_priority integer default 999,
    is_active boolean default true,
    is_deprecated boolean default false,
    deprecation_date timestamp,
    replacement_model_id integer,
    min_tier_required varchar(50) default 'free'::varchar,
    avg_latency_ms integer,
    avg_tokens_per_second numeric(10,2),
    model_version varchar(50),
    release_date timestamp,
    training_cutoff varchar(100),
    created_at timestamp not null default current_timestamp,
    updated_at timestamp not null default current_timestamp,
    constraint llm_models_pkey primary key (id),
    constraint llm_models_provider_id_model_id_key unique (provider_id, model_id),
    constraint llm_models_provider_id_fkey
        foreign key (provider_id)
        references llm_providers (id)
        on delete cascade,
    constraint llm_models_replacement_model_id_fkey
        foreign key (replacement_model_id)
        references llm_models (id)
);

create index idx_llm_models_model_name
    on llm_models (model_name);

create index idx_llm_models_power_level
    on llm_models (power_level, is_active);

create index idx_llm_models_provider
    on llm_models (provider_id, is_active);

create table llm_routing_rules (
    id serial not null,
    model_id integer not null,
    power_level varchar(50) not null,
    user_tier varchar(50) not null,
    task_type varchar(50),
    priority integer default 100,
    weight integer default 100,
    min_tokens integer,
    max_tokens integer,
    requires_byok boolean default false,
    is_fallback boolean default false,
    fallback_order integer default 999,
    is_active boolean default true,
    created_at timestamp not null default current_timestamp,
    updated_at timestamp not null default current_timestamp,
    constraint llm_routing_rules_pkey primary key (id),
    constraint llm_routing_rules_model_id_fkey
        foreign key (model_id)
        references llm_models (id)
        on delete cascade
);

create index idx_routing_rules_lookup
    on llm_routing_rules (power_level, user_tier, task_type, is_active);

create index idx_routing_rules_model
    on llm_routing_rules (model_id, is_active);

create index idx_routing_rules_priority
    on llm_routing_rules (priority, is_active);

create table user_api_keys (
    id serial not null,
    user_id varchar(255) not null,
    provider_id integer not null,
    key_name varchar(200),
    encrypted_api_key text not null,
    key_prefix varchar(20),
    key_suffix varchar(20),
    is_active boolean default true,
    is_validated boolean default false,
    validation_error text,
    last_validated_at timestamp,
    total_requests integer default 0,
    total_tokens bigint default 0,
    total_cost_usd numeric(10,6) default 0.0,
    last_used_at timestamp,
    created_ip varchar(100),
    last_rotated_at timestamp,
    created_at timestamp not null default current_timestamp,
    updated_at timestamp not null default current_timestamp,
    constraint user_api_keys_pkey primary key (id),
    constraint user_api_keys_user_id_provider_id_key unique (user_id, provider_id),
    constraint user_api_keys_provider_id_fkey
        foreign key (provider_id)
        references llm_providers (id)
        on delete cascade
);

create index idx_user_api_keys_provider
    on user_api_keys (provider_id);

create index idx_user_api_keys_user
    on user_api_keys (user_id, is_active);

create index idx_user_api_keys_user_provider
    on user_api_keys (user_id, provider_id, is_active);

create table llm_usage_logs (
    id serial not null,
    user_id varchar(255) not null,
    provider_id integer,
    model_id integer,
    user_key_id integer,
    request_id varchar(100),
    power_level varchar(50),
    task_type varchar(50),
    prompt_tokens integer default 0,
    completion_tokens integer default 0,
    total_tokens integer default 0,
    cached_tokens integer default 0,
    cost_input_usd numeric(10,6) default 0.0,
    cost_output_usd numeric(10,6) default 0.0,
    cost_total_usd numeric(10,6) default 0.0,
    used_byok boolean default false,
    latency_ms integer,
    tokens_per_second numeric(10,2),
    status_code integer,
    error_message text,
    was_fallback boolean default false,
    fallback_reason varchar(200),
    lago_event_id varchar(100),
    billed_at timestamp,
    request_ip varchar(100),
    user_agent varchar(500),
    session_id varchar(100),
    created_at timestamp not null default current_timestamp,
    constraint llm_usage_logs_pkey primary key (id),
    constraint llm_usage_logs_lago_event_id_key unique (lago_event_id),
    constraint llm_usage_logs_request_id_key unique (request_id),
    constraint llm_usage_logs_model_id_fkey
        foreign key (model_id)
        references llm_models (id)
        on delete set null,
    constraint llm_usage_logs_provider_id_fkey
        foreign key (provider_id)
        references llm_providers (id)
        on delete set null,
    constraint llm_usage_logs_user_key_id_fkey
        foreign key (user_key_id)
        references user_api_keys (id)
        on delete set null
);

create index idx_usage_logs_cost
    on llm_usage_logs (cost_total_usd, created_at desc);

create index idx_usage_logs_lago_event
    on llm_usage_logs (lago_event_id);

create index idx_usage_logs_provider_date
    on llm_usage_logs (provider_id, created_at desc);

create index idx_usage_logs_request_id
    on llm_usage_logs (request_id);

create index idx_usage_logs_user_date
    on llm_usage_logs (user_id, created_at desc);

create function update_llm_providers_updated_at()
    returns trigger
    language plpgsql
as $function$
begin
    new.updated_at = current_timestamp;
    return new;
end
$function$;

create trigger trigger_llm_providers_updated_at
    before update on llm_providers
    for each row
    execute function update_llm_providers_updated_at();

create function update_llm_models_updated_at()
    returns trigger
    language plpgsql
as $function$
begin
    new.updated_at = current_timestamp;
    return new;
end
$function$;

create trigger trigger_llm_models_updated_at
    before update on llm_models
    for each row
    execute function update_llm_models_updated_at();

create function update_llm_routing_rules_updated_at()
    returns trigger
    language plpgsql
as $function$
begin
    new.updated_at = current_timestamp;
    return new;
end
$function$;

create trigger trigger_llm_routing_rules_updated_at
    before update on llm_routing_rules
    for each row
    execute function update_llm_routing_rules_updated_at();

create function update_user_api_keys_updated_at()
    returns trigger
    language plpgsql
as $function$
begin
    new.updated_at = current_timestamp;
    return new;
end
$function$;

create trigger trigger_user_api_keys_updated_at
    before update on user_api_keys
    for each row
    execute function update_user_api_keys_updated_at();
