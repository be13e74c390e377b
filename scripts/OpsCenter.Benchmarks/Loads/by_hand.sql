-- V2 as an experienced operator would write it for a large table under traffic: new tables, short ALTERs each in its own transaction
-- with a lock timeout, foreign keys NOT VALID, four concurrent partial indexes, and both keys validated. The load benchmark compares
-- with it. It records nothing, verifies nothing, and cannot be repeated.

\set ON_ERROR_STOP on
set lock_timeout = '1s';

create table model_servers (
    id uuid primary key default gen_random_uuid(), name varchar(255) not null unique, type varchar(50) not null,
    location varchar(20) default 'local', host varchar(255) not null, port integer not null, gpu_id integer,
    auto_start boolean default false, enabled boolean default true, health_status varchar(20) default 'unknown',
    last_health_check timestamp, created_at timestamp default current_timestamp, metadata jsonb default '{}', unique (host, port));
create index on model_servers (health_status, enabled);
create index on model_servers (location);
create index on model_servers (type);

create table installed_models (
    id uuid primary key default gen_random_uuid(), server_id uuid not null references model_servers on delete cascade,
    model_name varchar(255) not null, file_path text, size_bytes bigint, quantization varchar(50), version varchar(50),
    installed_at timestamp default current_timestamp, last_used timestamp, metadata jsonb default '{}',
    unique (server_id, model_name, version));
create index on installed_models (last_used desc nulls last);
create index on installed_models (model_name);
create index on installed_models (server_id);
create unique index on installed_models (server_id, model_name) where version is null;

create table model_deployments (
    id uuid primary key default gen_random_uuid(), server_id uuid not null references model_servers on delete cascade,
    model_id uuid not null references installed_models on delete cascade, alias varchar(255), status varchar(20) default 'loading',
    context_length integer default 2048, gpu_layers integer, batch_size integer, vram_usage_mb integer, tokens_per_sec numeric(10, 2),
    started_at timestamp default current_timestamp, stopped_at timestamp, metadata jsonb default '{}', unique (server_id, alias));
create index on model_deployments (alias);
create index on model_deployments (model_id);
create index on model_deployments (server_id, status);
create index on model_deployments (status);
create unique index on model_deployments (server_id) where alias is null;

create table model_permissions (
    id uuid primary key default gen_random_uuid(), model_id varchar(255) not null, access_type varchar(50) not null,
    access_value varchar(255) not null, allowed boolean default true, created_at timestamp default current_timestamp,
    created_by varchar(255), unique (model_id, access_type, access_value));
create index on model_permissions (access_type, access_value);
create index on model_permissions (model_id);

create table tier_model_rules (
    id uuid primary key default gen_random_uuid(), tier_code varchar(50) not null, model_pattern varchar(255) not null,
    allowed boolean default true, max_requests_per_day integer, max_context_length integer, priority integer default 0,
    unique (tier_code, model_pattern));
create index on tier_model_rules (model_pattern);
create index on tier_model_rules (tier_code);

create table model_pricing (
    model_id varchar(255) primary key, provider varchar(50) not null, input_price_per_1k numeric(10, 6) not null,
    output_price_per_1k numeric(10, 6) not null, currency varchar(3) default 'USD', last_updated timestamp default current_timestamp,
    source varchar(50));
create index on model_pricing (provider);
create index on model_pricing (last_updated);

create table daily_cost_summary (
    date date, user_id varchar(255), provider varchar(50), model_id varchar(255), total_cost_usd numeric(10, 2),
    total_requests integer, total_tokens integer, primary key (date, user_id, provider, model_id));
create index on daily_cost_summary (date);
create index on daily_cost_summary (user_id, date);
create index on daily_cost_summary (provider, date);

create table audit_log (
    id bigserial primary key, "timestamp" timestamp default current_timestamp, user_id varchar(255), action_type varchar(50),
    resource_type varchar(50), resource_id varchar(255), details jsonb default '{}', ip_address inet, user_agent text);
create index on audit_log (action_type);
create index on audit_log (resource_type, resource_id);
create index on audit_log ("timestamp");
create index on audit_log (user_id);

alter table llm_providers
    add column base_url varchar(512), add column metadata jsonb default '{}', add column created_by varchar(255);
create index concurrently on llm_providers (type);

alter table llm_usage_logs
    add column provider varchar(50), add column server_id uuid, add column deployment_id uuid, add column source varchar(50),
    add column cost_usd numeric(10, 6);
alter table llm_usage_logs
    add constraint fk_usage_server foreign key (server_id) references model_servers on delete set null not valid;
alter table llm_usage_logs
    add constraint fk_usage_deployment foreign key (deployment_id) references model_deployments on delete set null not valid;

create index concurrently on llm_usage_logs (provider) where provider is not null;
create index concurrently on llm_usage_logs (source) where source is not null;
create index concurrently on llm_usage_logs (server_id) where server_id is not null;
create index concurrently on llm_usage_logs (deployment_id) where deployment_id is not null;

alter table llm_usage_logs validate constraint fk_usage_server;
alter table llm_usage_logs validate constraint fk_usage_deployment;
