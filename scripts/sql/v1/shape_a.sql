-- What:  the five V1 tables as production has them (shape A), in the first schema of the search_path.
-- Safe:  only creates. Where one of the tables exists it fails with "relation already exists"; run it with psql -1 (or in a
--        transaction), so that nothing is left of a failed run. Needs CREATE on the schema, no superuser and no extension.
-- Locks: ACCESS EXCLUSIVE on the new tables, SHARE ROW EXCLUSIVE on those they refer to; nobody else can see them yet.

create table llm_providers (
    id uuid not null default gen_random_uuid(),
    name varchar(255) not null,
    type varchar(50) not null,
    api_key_encrypted text not null,
    enabled boolean default true,
    priority integer default 50,
    config jsonb default '{}'::jsonb,
    created_at timestamp default current_timestamp,
    updated_at timestamp default current_timestamp,
    health_status varchar,
    last_health_check timestamp,
    encrypted_api_key text,
    api_key_source varchar(50) default 'environment'::varchar,
    api_key_updated_at timestamp,
    api_key_last_tested timestamp,
    api_key_test_status varchar(20),
    constraint llm_providers_pkey primary key (id),
    constraint llm_providers_name_key unique (name)
);

create index idx_llm_providers_api_key_source
    on llm_providers (api_key_source)
    where enabled = true;

create index idx_llm_providers_has_db_key
    on llm_providers (id)
    where encrypted_api_key is not null;

create index idx_providers_enabled
    on llm_providers (enabled);

create index idx_providers_priority
    on llm_providers (priority desc);

create table llm_models (
    id uuid not null default gen_random_uuid(),
    provider_id uuid,
    name varchar(255) not null,
    display_name varchar(255),
    cost_per_1m_tokens numeric(10,4) default 0,
    context_length integer default 4096,
    enabled boolean default true,
    metadata jsonb default '{}'::jsonb,
    created_at timestamp default current_timestamp,
    updated_at timestamp default current_timestamp,
    constraint llm_models_pkey primary key (id),
    constraint llm_models_provider_id_name_key unique (provider_id, name),
    constraint llm_models_provider_id_fkey
        foreign key (provider_id)
        references llm_providers (id)
        on delete cascade
);

create index idx_models_enabled
    on llm_models (enabled);

create index idx_models_provider
    on llm_models (provider_id);

create table llm_routing_rules (
    id uuid not null default gen_random_uuid(),
    strategy varchar(50) default 'balanced'::varchar,
    fallback_providers uuid[] default '{}'::uuid[],
    model_aliases jsonb default '{}'::jsonb,
    config jsonb default '{}'::jsonb,
    created_at timestamp default current_timestamp,
    updated_at timestamp default current_timestamp,
    constraint llm_routing_rules_pkey primary key (id)
);

create table user_llm_settings (
    user_id varchar(255) not null,
    power_level varchar(50) default 'balanced'::varchar,
    byok_providers jsonb default '{}'::jsonb,
    credit_balance numeric(10,2) default 0,
    preferences jsonb default '{}'::jsonb,
    created_at timestamp default current_timestamp,
    updated_at timestamp default current_timestamp,
    constraint user_llm_settings_pkey primary key (user_id)
);

create table llm_usage_logs (
    id uuid not null default gen_random_uuid(),
    user_id varchar(255),
    provider_id uuid,
    model_name varchar(255),
    request_tokens integer default 0,
    response_tokens integer default 0,
    total_tokens integer default 0,
    cost numeric(10,6) default 0,
    latency_ms integer default 0,
    success boolean default true,
    error_message text,
    created_at timestamp default current_timestamp,
    constraint llm_usage_logs_pkey primary key (id),
    constraint llm_usage_logs_provider_id_fkey
        foreign key (provider_id)
        references llm_providers (id)
        on delete set null
);

create index idx_usage_created
    on llm_usage_logs (created_at desc);

create index idx_usage_provider
    on llm_usage_logs (provider_id);

create index idx_usage_user
    on llm_usage_logs (user_id);
