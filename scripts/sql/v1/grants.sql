-- What:  the role unicorn, and ALL for it on the V1 tables of the first schema of the search_path and on their sequences.
-- Safe:  a role that exists is left as it is, whoever else creates it at the same moment; a new one cannot log in. Where it is
--        missing and the session may not create roles, nothing is granted and a notice (OCSKP) says so. Works on shape A and B.
-- Locks: none on the tables; the role's row while it is created.

do $grants$
declare
    relation record;
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'unicorn') then
        begin
            create role unicorn nologin;
        exception
            -- Another session was faster: its commit shows as one or the other, depending on the moment.
            when duplicate_object or unique_violation then
                null;
            when insufficient_privilege then
                raise notice 'The role unicorn does not exist and % may not create it: nothing was granted.', current_user
                    using errcode = 'OCSKP',
                        hint = 'Have an administrator run "create role unicorn nologin", then run this script again.';
                return;
        end;
    end if;

    for relation in
        select
            c.relkind,
            format('%I.%I', n.nspname, c.relname) as name
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where n.nspname = current_schema()
            and (
                c.relkind in ('r', 'p')
                and c.relname in (
                    'llm_providers', 'llm_models', 'llm_routing_rules', 'llm_usage_logs', 'user_llm_settings', 'user_api_keys'
                )
                or c.relkind = 'S'
                and c.relname in (
                    'llm_providers_id_seq', 'llm_models_id_seq', 'llm_routing_rules_id_seq', 'llm_usage_logs_id_seq',
                    'user_api_keys_id_seq'
                )
            )
        order by c.relname
    loop
        if relation.relkind = 'S' then
            execute format('grant all on sequence %s to unicorn', relation.name);
        else
            execute format('grant all on table %s to unicorn', relation.name);
        end if;
    end loop;
end
$grants$;
