-- What:  sample data for shape B, the same bytes on every server and in every run: values come from the ordinal of the row and
--        from md5, never from random() or the clock. Ids come from the sequences, which then move on, as after deletes and
--        failed inserts. The first rows of each table hold what breaks careless code (see sample_data_a.sql).
--        llm_usage_logs gets 10000 rows, or as many as asked for before: set opscenter.sample_usage_rows = '1000000';
-- Safe:  one statement, so all or nothing. It refuses when llm_providers holds rows, and deletes only a provider of its own
--        (so that ON DELETE SET NULL and CASCADE leave what they leave in production). Needs fresh sequences, as shape_b.sql
--        makes them, and a UTF8 database.
-- Locks: ROW EXCLUSIVE on the five tables and on the sequences, as any insert.

do $sample$
declare
    usage_rows constant bigint := coalesce(nullif(current_setting('opscenter.sample_usage_rows', true), ''), '10000');
    key_rows constant bigint := 20 + least(usage_rows / 20, 50000);
    retired constant integer := 4;
    long_key constant text := (select string_agg(md5('key ' || n), '' order by n) from generate_series(1, 512) n);
    epoch constant timestamp := '2025-01-01 00:00:00.000001';
begin
    if exists (select from llm_providers) then
        raise exception 'llm_providers already holds rows: sample data is for empty V1 tables. Nothing was changed.'
            using errcode = 'object_not_in_prerequisite_state',
                hint = 'Seed a new database, or empty the V1 tables first.';
    end if;

    insert into llm_providers (
        provider_name, provider_slug, display_name, description, base_url, auth_type, supports_streaming,
        supports_function_calling, supports_vision, rate_limit_rpm, rate_limit_tpm, rate_limit_rpd, is_active,
        is_byok_supported, is_system_provider, api_key_format, documentation_url, pricing_url, status_page_url,
        health_status, health_last_checked, health_response_time_ms, min_tier_required, created_at, updated_at
    )
    select
        name, slug, display, description, url, auth, flag, flag, not flag, small, large, large, flag,
        flag, not flag, text_100, url, url, url,
        text_50, checked, small, text_50, created, updated
    from (
        values
            (1, 'OpenAI', 'openai', 'OpenAI', 'Hosted', 'https://api.openai.com/v1', 'api_key', true, 60, 90000, 'sk-*', 'healthy',
                epoch, epoch, epoch + interval '1 day 2 hours 3.000004 seconds'),
            (2, 'Ollama', 'ollama', 'Ollama', E'line\r\n\ttab \\ ''"', 'http://ollama:11434', 'none', false, 0, 0, ' ', 'unknown',
                '-infinity', '2024-02-29 23:59:59.999999', '1999-12-31 23:59:59.999999'),
            (3, '', '', '', '', '', '', true, -1, -1, '', '', 'infinity', '-infinity', 'infinity'),
            (4, 'Retired provider', 'retired', 'Retired provider', 'Gone', 'https://retired.example', 'api_key', false, 1, 1, 'r-*', 'down',
                epoch, epoch, epoch),
            (5, 'Every nullable column is NULL', 'null', 'NULL', null, null, 'none', null, null, null, null, null, null, epoch, epoch),
            (6, repeat('😀', 100), repeat('s', 100), repeat('模', 200), long_key, 'https://' || repeat('u', 492), repeat('a', 50), true,
                2147483647, 2147483647, repeat('f', 100), repeat('h', 50), '294276-12-31 23:59:59.999999', '4713-01-01 00:00:00 BC',
                '9999-12-31 23:59:59.999999'),
            (7, 'Поставщик 提供者 प्रदाता', 'ユニコード', '👩‍👩‍👧‍👦 🦄', 'описание', 'https://例え.jp/パス', 'ключ', true, 30, 40, '鍵-*', 'здоров',
                epoch, epoch, epoch),
            (8, E'Cafe\u0301 A\u030A\u0323', E'e\u0301', E'\u202Eمزود الخدمة\u202C ספק', E'n\u0303', E'http://e\u0301', 'مفتاح', false,
                -2147483648, -2147483648, E'u\u0308', 'سليم', '0001-01-01 00:00:00', '-infinity', epoch)
    ) as v (
        n, name, slug, display, description, url, auth, flag, small, large, text_100, text_50, checked, created, updated
    )
    order by n;

    insert into llm_models (
        provider_id, model_name, model_id, display_name, description, max_tokens, context_window, supports_streaming,
        supports_function_calling, supports_vision, supports_json_mode, cost_per_1m_input_tokens, cost_per_1m_output_tokens,
        cost_per_1m_tokens_cached, power_level, power_level_priority, is_active, is_deprecated, deprecation_date,
        replacement_model_id, min_tier_required, avg_latency_ms, avg_tokens_per_second, model_version, release_date,
        training_cutoff, created_at, updated_at
    )
    select
        provider, name, id, display, description, tokens, tokens, flag, not flag, flag, flag, cost, cost, cost, text_50, latency,
        flag, not flag, deprecated, replacement, text_50, latency, speed, text_50, released, text_100, created, updated
    from (
        values
            (1, 1, 'Largest', 'largest', 'Largest', 'Extreme', 2147483647, true, 9999.999999, 'eco', 'infinity', null::integer,
                2147483647, 99999999.99, '-infinity', '2024-02', epoch, epoch),
            (2, 2, 'Smallest', 'smallest', 'Smallest', ' ', -2147483648, false, -9999.999999, 'balanced', '-infinity', 1,
                -2147483648, -99999999.99, 'infinity', ' ', '-infinity', 'infinity'),
            (3, 3, '', '', '', '', 0, true, 0.000000, '', epoch, 3, 0, 0.00, epoch, '', 'infinity', '-infinity'),
            (4, 5, 'NULL', 'null', 'NULL', null, 1, null, null, null, null, null, null, null, null, null, epoch, epoch),
            (5, 6, repeat('м', 200), repeat('i', 200), repeat('🦙', 200), long_key, 8192, true, 1.500000, repeat('p', 50),
                '2024-02-29 23:59:59.999999', 2, 1, 1.50, '0001-01-01 00:00:00', repeat('c', 100), epoch, epoch),
            (6, 7, '模型', 'ユニコード', 'Модель', 'описание', 4096, true, 'NaN', 'баланс', epoch, 1, 12, 'NaN', epoch, '二月', epoch, epoch),
            (7, 8, E'mode\u0300le', E'e\u0301', E'\u202Eنموذج\u202C', E'o\u0308', 4096, false, 0.000001, E'n\u0303', epoch, 1, 12, 0.01,
                epoch, E'u\u0308', epoch, epoch)
    ) as v (
        n, provider, name, id, display, description, tokens, flag, cost, text_50, deprecated, replacement, latency, speed,
        released, text_100, created, updated
    )
    order by n;

    -- Eight models of every provider, ids 8 to 71; those of the retired one (32 to 39) go with it.
    insert into llm_models (
        provider_id, model_name, model_id, display_name, description, cost_per_1m_input_tokens, cost_per_1m_output_tokens,
        power_level, is_active, replacement_model_id, avg_latency_ms, created_at, updated_at
    )
    select
        p,
        'model-' || n,
        'model-' || p || '-' || n,
        'Model ' || n,
        md5('model ' || p || ' ' || n),
        (n * 1237 % 100000) / 1000.0,
        (n * 2473 % 100000) / 1000.0,
        case n % 3 when 0 then 'eco' when 1 then 'balanced' else 'precision' end,
        n % 4 <> 0,
        case when n % 4 = 0 then 1 + n % 7 end,
        n * 31,
        epoch + n * interval '1 hour 0.000007 seconds',
        epoch + n * interval '2 hours'
    from generate_series(1, 8) p
    cross join generate_series(1, 8) n
    order by p, n;

    insert into llm_routing_rules (
        model_id, power_level, user_tier, task_type, priority, weight, min_tokens, max_tokens, requires_byok, is_fallback,
        fallback_order, is_active, created_at, updated_at
    )
    select model, level, tier, task, small, small, small, large, flag, flag, large, flag, created, updated
    from (
        values
            (1, 1, 'eco', 'free', 'chat', 100, 8192, true, epoch, epoch + interval '0.000001 seconds'),
            (2, 2, '', '', '', 0, 0, false, '-infinity', 'infinity'),
            (3, 4, 'null', 'null', null, null, null, null, 'infinity', '-infinity'),
            (4, 5, repeat('p', 50), repeat('階', 50), repeat('😀', 50), -2147483648, 2147483647, true, '294276-12-31 23:59:59.999999', epoch),
            (5, 7, E'n\u0303', 'مجاني', 'чат', 1, 2, true, '0001-01-01 00:00:00', epoch),
            (6, 33, 'eco', 'free', 'goes with the retired provider', 1, 2, true, epoch, epoch)
    ) as v (n, model, level, tier, task, small, large, flag, created, updated)
    order by n;

    insert into user_api_keys (
        user_id, provider_id, key_name, encrypted_api_key, key_prefix, key_suffix, is_active, is_validated, validation_error,
        last_validated_at, total_requests, total_tokens, total_cost_usd, last_used_at, created_ip, last_rotated_at,
        created_at, updated_at
    )
    select
        user_id, provider, name, key, text_20, text_20, flag, not flag, error, validated, requests, tokens, cost, validated, ip,
        validated, created, updated
    from (
        values
            (1, '', 3, '', '', '', true, '', epoch, 0, 0::bigint, 0.000000, '', epoch, epoch),
            (2, 'null', 5, null, 'none', null, null, null, null, null, null, null, null, epoch, epoch),
            (3, repeat('и', 255), 6, repeat('k', 200), long_key || long_key, repeat('😀', 20), true, long_key, 'infinity', 2147483647,
                9223372036854775807, 9999.999999, repeat('i', 100), 'infinity', '-infinity'),
            (4, 'größe@例え.jp', 7, 'ключ', '鍵', 'ß', false, 'ошибка', '-infinity', -2147483648, -9223372036854775808, -9999.999999,
                '2001:db8::1', '-infinity', 'infinity'),
            (5, 'مستخدم', 8, E'e\u0301', 'مفتاح', E'\u200F', true, E'\u202Eخطأ\u202C', '2024-02-29 23:59:59.999999', 1, 1, 'NaN', 'fe80::1%сеть',
                epoch, epoch),
            (6, 'user-1', 4, 'goes with the retired provider', 'gone', 'r', true, null, epoch, 1, 1, 1.500000, '127.0.0.1', epoch, epoch)
    ) as v (n, user_id, provider, name, key, text_20, flag, error, validated, requests, tokens, cost, ip, created, updated)
    order by n;

    insert into user_api_keys (user_id, provider_id, key_name, encrypted_api_key, key_prefix, total_tokens, created_at, updated_at)
    select
        'user-' || n,
        1 + n % 3,
        'Key ' || n,
        md5('key of user ' || n),
        left(md5('key of user ' || n), 4),
        n * 104729,
        epoch + n * interval '1 minute 0.000003 seconds',
        epoch + n * interval '3 minutes'
    from generate_series(1, key_rows) n
    order by n;

    insert into llm_usage_logs (
        user_id, provider_id, model_id, user_key_id, request_id, power_level, task_type, prompt_tokens, completion_tokens,
        total_tokens, cached_tokens, cost_input_usd, cost_output_usd, cost_total_usd, used_byok, latency_ms, tokens_per_second,
        status_code, error_message, was_fallback, fallback_reason, lago_event_id, billed_at, request_ip, user_agent, session_id,
        created_at
    )
    select
        user_id, provider, model, key, text_100, text_50, text_50, tokens, tokens, tokens, tokens, cost, cost, cost, flag, tokens,
        speed, tokens, error, flag, repeat(text_100, 2), text_100, billed, text_100, error, text_100, created
    from (
        values
            (1, 'null', null::integer, null::integer, null::integer, null, null, null, null, null, null, null, null, epoch),
            (2, '', 3, 3, 1, '', '', 0, 0.000000, true, 0.00, '', epoch, epoch),
            (3, repeat('ж', 255), 6, 5, 3, repeat('r', 100), repeat('階', 50), 2147483647, 9999.999999, true, 99999999.99,
                repeat('😀', 500), 'infinity', 'infinity'),
            (4, 'größe@例え.jp', 7, 6, 4, 'запрос', 'баланс', -2147483648, -9999.999999, false, -99999999.99, 'ошибка 🦄', '-infinity', '-infinity'),
            (5, E'e\u0301', 8, 7, 5, E'n\u0303', E'u\u0308', 1, 'NaN', true, 'NaN', E'line\r\n\ttab \\ ''"', '2024-02-29 23:59:59.999999',
                '0001-01-01 00:00:00'),
            (6, 'مستخدم', 8, 7, 5, 'طلب', 'متوازن', 1, 0.000001, false, 0.10, E'\u202Eخطأ\u202C', epoch, '294276-12-31 23:59:59.999999'),
            (7, 'user-1', 4, 33, 6, 'retired', 'eco', 10, 1.500000, true, 1.50, 'its provider, model and key are gone', epoch, epoch)
    ) as v (n, user_id, provider, model, key, text_100, text_50, tokens, cost, flag, speed, error, billed, created)
    where n <= usage_rows
    order by n;

    insert into llm_usage_logs (
        user_id, provider_id, model_id, user_key_id, request_id, power_level, task_type, prompt_tokens, completion_tokens,
        total_tokens, cost_input_usd, cost_output_usd, cost_total_usd, used_byok, latency_ms, status_code, error_message,
        lago_event_id, created_at
    )
    select
        'user-' || 1 + n * 7919 % key_rows,
        -- Every 37th belongs to the provider that is about to go, every 41st never had one.
        case
            when n % 37 = 0 then retired
            when n % 41 <> 0 then 1 + n * 31 % 8
        end,
        case when n % 43 <> 0 then 8 + n * 17 % 64 end,
        case when n % 11 = 0 then 7 + n * 7919 % key_rows end,
        case when n % 53 <> 0 then md5('request ' || n) end,
        case n % 3 when 0 then 'eco' when 1 then 'balanced' else 'precision' end,
        case when n % 59 <> 0 then 'task-' || n % 6 end,
        n * 613 % 8000,
        n * 389 % 4000,
        n * 613 % 8000 + n * 389 % 4000,
        (n * 104729 % 5000000) * 0.000001,
        (n * 7907 % 5000000) * 0.000001,
        (n * 104729 % 5000000 + n * 7907 % 5000000) * 0.000001,
        n % 11 = 0,
        case when n % 47 <> 0 then 20 + n * 7907 % 30000 end,
        case when n % 19 = 0 then 400 + n % 130 else 200 end,
        case when n % 19 = 0 then 'HTTP ' || 400 + n % 130 || ': перегрузка ' || left(md5('error ' || n), 8) end,
        case when n % 61 = 0 then 'lago-' || n end,
        epoch + n * interval '1.234567 seconds'
    from generate_series(8, usage_rows) n
    order by n;

    delete from llm_providers
    where id = retired;

    -- The next ids leave a gap, as after failed inserts: a copy of max(id) would not be the sequence's state.
    perform setval('llm_providers_id_seq', 107);
    perform setval('llm_models_id_seq', 1009);
    perform setval('llm_routing_rules_id_seq', 41, false);
    perform setval('user_api_keys_id_seq', 1000 + nextval('user_api_keys_id_seq'));
    perform setval('llm_usage_logs_id_seq', 100000 + nextval('llm_usage_logs_id_seq'));
end
$sample$;
