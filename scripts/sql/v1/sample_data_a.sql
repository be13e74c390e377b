-- What:  sample data for shape A, the same bytes on every server and in every run: values come from the ordinal of the row and
--        from md5, never from random() or the clock. The first rows of each table hold what breaks careless code: NULLs, empty
--        strings, unicode, full lengths, infinite and extreme timestamps and numerics, keys large enough for TOAST, odd arrays.
--        llm_usage_logs gets 10000 rows, or as many as asked for before: set opscenter.sample_usage_rows = '1000000';
-- Safe:  one statement, so all or nothing. It refuses when llm_providers holds rows, and deletes only a provider of its own
--        (so that ON DELETE SET NULL leaves usage without a provider, as in production). Needs a UTF8 database.
-- Locks: ROW EXCLUSIVE on the five tables, as any insert.

do $sample$
declare
    usage_rows constant bigint := coalesce(nullif(current_setting('opscenter.sample_usage_rows', true), ''), '10000');
    user_rows constant bigint := 10 + least(usage_rows / 20, 50000);
    retired constant uuid := md5('provider 0')::uuid;
    long_key constant text := (select string_agg(md5('key ' || n), '' order by n) from generate_series(1, 512) n);
    epoch constant timestamp := '2025-01-01 00:00:00.000001';
begin
    if exists (select from llm_providers) then
        raise exception 'llm_providers already holds rows: sample data is for empty V1 tables. Nothing was changed.'
            using errcode = 'object_not_in_prerequisite_state',
                hint = 'Seed a new database, or empty the V1 tables first.';
    end if;

    insert into llm_providers (
        id, name, type, api_key_encrypted, enabled, priority, config, created_at, updated_at, health_status,
        last_health_check, encrypted_api_key, api_key_source, api_key_updated_at, api_key_last_tested, api_key_test_status
    )
    select
        md5('provider ' || n)::uuid, name, type, key, enabled, priority, config::jsonb, created, updated, health,
        checked, db_key, source, key_updated, key_tested, test_status
    from (
        values
            (0, 'Retired provider', 'openai', 'gAAAAA-retired', false, 99, '{}', epoch, epoch, 'down',
                epoch, 'gAAAAA-retired', 'database', epoch, epoch, 'failed'),
            (1, 'OpenAI', 'openai', 'gAAAAA-openai', true, 10,
                '{"timeout": 30, "retries": {"max": 3, "backoff": [1.0, 2.50, 1e3]}, "b": 1, "a": 2}',
                epoch, epoch + interval '1 day 2 hours 3.000004 seconds', 'healthy', epoch, 'gAAAAA-db', 'database', epoch, epoch, 'valid'),
            (2, 'Ollama', 'ollama', '', true, 20, '{"base": "http://ollama:11434", "empty": "", "none": null, "deep": {"a": [{"b": [[]]}]}}',
                '2024-02-29 23:59:59.999999', '1999-12-31 23:59:59.999999', 'healthy', null, null, 'environment', null, null, null),
            (3, '', '', '', true, 0, '""', epoch, epoch, '', epoch, '', '', epoch, epoch, ''),
            (4, 'Every nullable column is NULL', 'null', 'none', null, null, null, null, null, null, null, null, null, null, null, null),
            (5, 'Поставщик 提供者 प्रदाता', 'ユニコード', 'ключ-鍵', true, 30, '{"名前": "値", "emoji": "🦄👩‍👩‍👧‍👦", "escape": "\u00e9\t\""}',
                epoch, epoch, 'здоров', epoch, '🔑', 'база', epoch, epoch, '有効'),
            (6, E'Cafe\u0301 A\u030A\u0323 \u1E69 \uFB01', 'combining', E'e\u0301', false, 40, '{"nfc": "\u00e9", "nfd": "e\u0301"}',
                epoch, epoch, E'o\u0308k', epoch, E'n\u0303', 'environment', epoch, epoch, E'u\u0308'),
            (7, E'\u202Eمزود الخدمة\u202C ספק', 'عربي', 'مفتاح', true, 50, '{"اسم": "قيمة"}',
                epoch, epoch, 'سليم', epoch, E'\u200F', 'environment', epoch, epoch, 'صالح'),
            (8, repeat('😀', 255), repeat('t', 50), repeat('k', 1000), true, 60, '[1, 1.0, 1.00, -0.0, 12345678901234567890.123456789]',
                epoch, epoch, repeat('h', 5000), epoch, repeat('e', 1000), repeat('s', 50), epoch, epoch, repeat('ü', 20)),
            (9, 'Infinite times', 'infinity', 'key', true, 70, 'true', 'infinity', '-infinity', 'unknown',
                'infinity', 'key', 'environment', '-infinity', 'infinity', 'valid'),
            (10, 'Long keys', 'toast', long_key, true, 80, jsonb_build_object('blob', long_key)::text, epoch, epoch, 'healthy',
                epoch, long_key || long_key, 'database', epoch, epoch, 'valid'),
            (11, 'Largest', 'extreme', E' \t\r\n\\ ''"', true, 2147483647, '{"": {"": ""}}', '294276-12-31 23:59:59.999999',
                '9999-12-31 23:59:59.999999', ' ', epoch, ' ', 'database', epoch, epoch, ' '),
            (12, 'Smallest', 'extreme', 'key', false, -2147483648, 'null', '4713-01-01 00:00:00 BC',
                '0001-01-01 00:00:00', 'down', epoch, 'key', 'database', epoch, epoch, 'failed')
    ) as v (
        n, name, type, key, enabled, priority, config, created, updated, health,
        checked, db_key, source, key_updated, key_tested, test_status
    )
    order by n;

    insert into llm_models (
        id, provider_id, name, display_name, cost_per_1m_tokens, context_length, enabled, metadata, created_at, updated_at
    )
    select
        md5('odd model ' || n)::uuid, md5('provider ' || provider)::uuid, name, display_name, cost, context, enabled,
        metadata::jsonb, created, updated
    from (
        values
            (1, null, 'No provider', 'No provider', 0.0000, 0, true, '{}', epoch, epoch),
            (2, 4, 'Every nullable column but one is NULL', null, null, null, null, null, null, null),
            (3, 3, '', '', 0.0001, -1, false, '[]', epoch, epoch),
            (4, 8, repeat('模', 255), repeat('d', 255), 999999.9999, 2147483647, true, '{"z": 1, "aa": 1.0, "b": 1e3}', 'infinity', '-infinity'),
            (5, 12, E'mode\u0300le \u05D0', '🦙', -999999.9999, -2147483648, true, '"text"', '-infinity', 'infinity'),
            (6, 1, 'Not a number', 'NaN', 'NaN', 4096, true, '1.10', '2024-02-29 12:00:00.123456', epoch),
            (7, 1, 'Trailing zeros', '1.5000', 1.5000, 4096, true, '-1.5E-10', epoch, epoch)
    ) as v (n, provider, name, display_name, cost, context, enabled, metadata, created, updated)
    order by n;

    insert into llm_models (
        id, provider_id, name, display_name, cost_per_1m_tokens, context_length, enabled, metadata, created_at, updated_at
    )
    select
        md5('model ' || p || ' ' || n)::uuid,
        md5('provider ' || p)::uuid,
        'model-' || n,
        'Model ' || n,
        (n * 1237 % 100000) / 1000.0,
        1024 * n,
        n % 4 <> 0,
        jsonb_build_object('family', 'f' || n % 5, 'tags', jsonb_build_array(n, p, md5(n::text))),
        epoch + n * interval '1 hour 0.000007 seconds',
        epoch + n * interval '2 hours'
    from generate_series(0, 12) p
    cross join generate_series(1, 8) n
    order by p, n;

    insert into llm_routing_rules (id, strategy, fallback_providers, model_aliases, config, created_at, updated_at)
    select md5('rule ' || n)::uuid, strategy, providers::uuid[], aliases::jsonb, config::jsonb, created, updated
    from (
        values
            (1, 'balanced', '{}', '{"gpt": "model-1", "нейро": "model-2"}', '{"weights": {"b": 0.50, "a": 0.5}}', epoch, epoch),
            (2, null, null, null, null, null, null),
            (3, '', '{NULL}', '{}', '[]', 'infinity', '-infinity'),
            (4, repeat('ß', 50), (select array_agg(md5('provider ' || k)::uuid order by k) from generate_series(1, 1000) k)::text,
                '{"": ""}', '0', epoch, '-infinity'),
            (5, 'cost', format('{%s,NULL,%s}', md5('provider 1')::uuid, md5('provider 2')::uuid), '{"a": null}', '"🦄"', epoch, epoch),
            (6, 'latency', format('[0:1]={%s,%s}', md5('provider 1')::uuid, md5('provider 1')::uuid), 'null', '{}', epoch, epoch),
            (7, 'quality', format('{{%s},{%s}}', md5('provider 1')::uuid, retired), '[]', '[[], {}]', epoch, epoch)
    ) as v (n, strategy, providers, aliases, config, created, updated)
    order by n;

    insert into user_llm_settings (user_id, power_level, byok_providers, credit_balance, preferences, created_at, updated_at)
    select user_id, power_level, byok::jsonb, credit, preferences::jsonb, created, updated
    from (
        values
            (1, '', '', '""', 0.00, '{}', epoch, epoch),
            (2, 'null', null, null, null, null, null, null),
            (3, repeat('и', 255), repeat('p', 50), '{"openai": {"key": "…"}}', 99999999.99, '{"theme": "dark", "n": 1.0}', 'infinity', '-infinity'),
            (4, 'größe@例え.jp', 'эко', '[]', -99999999.99, '[1e3]', '-infinity', 'infinity'),
            (5, E'e\u0301', 'precision', '{}', 'NaN', '{"nfd": true}', epoch, epoch),
            (6, E'\u00e9', 'precision', '{}', 0.10, '{"nfc": true}', epoch, epoch),
            (7, 'مستخدم', 'balanced', '{}', 1.50, '{"rtl": true}', epoch, epoch)
    ) as v (n, user_id, power_level, byok, credit, preferences, created, updated)
    order by n;

    insert into user_llm_settings (user_id, power_level, byok_providers, credit_balance, preferences, created_at, updated_at)
    select
        'user-' || n,
        case n % 3 when 0 then 'eco' when 1 then 'balanced' else 'precision' end,
        case when n % 5 = 0 then jsonb_build_object('openai', md5('byok ' || n)) else '{}' end,
        (n * 7919 % 1000000) / 100.0,
        jsonb_build_object('theme', case when n % 2 = 0 then 'dark' else 'light' end, 'seed', n),
        epoch + n * interval '1 minute 0.000003 seconds',
        epoch + n * interval '3 minutes'
    from generate_series(1, user_rows) n
    order by n;

    insert into llm_usage_logs (
        id, user_id, provider_id, model_name, request_tokens, response_tokens, total_tokens, cost, latency_ms, success,
        error_message, created_at
    )
    select
        md5('usage ' || n)::uuid, user_id, md5('provider ' || provider)::uuid, model, request, response, total, cost, latency,
        success, error, created
    from (
        values
            (1, null, null, null, null, null, null, null, null, null, null, null),
            (2, '', 3, '', 0, 0, 0, 0.000000, 0, true, '', epoch),
            (3, repeat('ж', 255), 8, repeat('m', 255), 2147483647, 2147483647, 2147483647, 9999.999999, 2147483647, false, long_key, 'infinity'),
            (4, 'größe@例え.jp', 5, '模型', -2147483648, -2147483648, -2147483648, -9999.999999, -2147483648, false, 'ошибка 🦄', '-infinity'),
            (5, E'e\u0301', 6, E'mode\u0300le', 1, 2, 3, 'NaN', -1, true, E'line\r\n\ttab \\ ''"', '2024-02-29 23:59:59.999999'),
            (6, 'مستخدم', 7, 'نموذج', 1, 2, 3, 0.000001, 12, true, E'\u202Eخطأ\u202C', '0001-01-01 00:00:00'),
            (7, 'user-1', 0, 'model-1', 100, 50, 150, 1.500000, 250, true, null, epoch),
            (8, 'no such user', 12, 'no such model', 1, 1, 2, 0.100000, 1, null, ' ', '294276-12-31 23:59:59.999999')
    ) as v (n, user_id, provider, model, request, response, total, cost, latency, success, error, created)
    where n <= usage_rows
    order by n;

    insert into llm_usage_logs (
        id, user_id, provider_id, model_name, request_tokens, response_tokens, total_tokens, cost, latency_ms, success,
        error_message, created_at
    )
    select
        md5('usage ' || n)::uuid,
        case when n % 53 <> 0 then 'user-' || 1 + n * 7919 % user_rows end,
        -- Every 37th belongs to the provider that is about to go, every 41st never had one.
        case
            when n % 37 = 0 then retired
            when n % 41 <> 0 then providers[1 + n * 31 % 12]
        end,
        case when n % 59 <> 0 then 'model-' || 1 + n % 8 end,
        n * 613 % 8000,
        n * 389 % 4000,
        n * 613 % 8000 + n * 389 % 4000,
        (n * 104729 % 5000000) * 0.000001,
        case when n % 43 <> 0 then 20 + n * 7907 % 30000 end,
        case when n % 47 <> 0 then n % 19 <> 0 end,
        case when n % 19 = 0 then 'HTTP ' || 400 + n % 130 || ': перегрузка ' || left(md5('error ' || n), 8) end,
        epoch + n * interval '1.234567 seconds'
    from generate_series(9, usage_rows) n
    cross join (select array_agg(md5('provider ' || p)::uuid order by p) as providers from generate_series(1, 12) p) known
    order by n;

    delete from llm_providers
    where id = retired;
end
$sample$;
