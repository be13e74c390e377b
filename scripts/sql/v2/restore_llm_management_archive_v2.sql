-- OpsCenter V2, brought back: what rollback_llm_management_tables_v2.sql archived returns to the tables and columns of a later V2.
--
-- Run it:   psql -X -v ON_ERROR_STOP=1 -f restore_llm_management_archive_v2.sql
-- Look:     set opscenter.mode = 'plan'; before it: it reports what it would do, and changes nothing.
-- Choose:   set opscenter.archive = '3'; takes that archive only. Without it, all that are complete and not restored yet.
-- Keep:     set opscenter.on_conflict = 'keep'; lets a row or value that is there now win over an archived one.
--
-- Why it is safe
--   * It is one statement. All of it happens, or nothing, in autocommit and inside a caller's transaction alike. The last line
--     says which (INFO when done, ERROR when refused). Only a sequence that was set forward stays so: a gap in its numbers.
--   * It looks before it touches: every obstacle is named in one message, and then nothing has happened.
--   * It overwrites nothing. A row that is there with the same primary key is counted if it is equal, and refused (or kept) if it
--     is not. A value is written where the column has V2's default now; another value is refused (or kept).
--   * It changes no V1 column. Triggers of V1 that an UPDATE would fire are switched off for that long, and put back as they were;
--     the V1 columns of exactly the rows that it writes are hashed before and after, and a difference undoes everything.
--   * The archive stays. opscenter.archive.restored_at says what has been brought back: a second run has nothing to do.
--
-- Several archives at once are merged: of rows with the same primary key the newest archive's comes back, of a value the newest
-- one that is not the default; the others stay in their archives, and are counted. Numbers of audit_log are drawn anew in each
-- use of V2: a row whose number is taken by another one gets a new number, since an append-only table can give none away.
--
-- Locks, each waited for at most lock_timeout, or 0.9 s if that is 0
--   ROW EXCLUSIVE         all tables that are written; the rows of V1 that get values back are locked to the end (llm_providers last)
--   SHARE ROW EXCLUSIVE   a table with triggers that would fire, to the end; such tables come last. It stops writers, not readers
--   ACCESS EXCLUSIVE      opscenter.archive, once, to add the column restored_at
--
-- Servers: PostgreSQL 13 to 18. Steps are told as notices: docs/architecture.md, "The script protocol".

do $restore$
#variable_conflict error
declare
    -- Types are qualified here, because declarations are read under the caller's search_path.
    new_tables constant pg_catalog.name[] := array[
        'model_servers',
        'installed_models',
        'model_deployments',
        'model_permissions',
        'tier_model_rules',
        'model_pricing',
        'daily_cost_summary',
        'audit_log'
    ];
    script_lock constant bigint := 5714380274906371; -- any number that the scripts share
    runner_lock constant bigint := pg_catalog.hashtextextended('opscenter.journal', 0); -- a runner of many transactions holds it
    trusted_roles pg_catalog.oid[];
    untrusted pg_catalog.text;
    base_owner pg_catalog.oid;
    work_role pg_catalog.text;
    caller_schemas pg_catalog.name[];
    home pg_catalog.record;
    metadata pg_catalog.record;
    is_earlier_layout boolean;
    earlier_homes pg_catalog.name[] := '{}';
    recorded_homes pg_catalog.name[] := '{}';
    dropped_constraint pg_catalog.record;
    pair_schemas pg_catalog.oid[] := '{}';
    found_pair pg_catalog.record;
    pair_number integer;
    pair_objects bigint[] := '{}';
    archived_of_pair pg_catalog.text := 'false';

    planning boolean;
    keeping boolean;
    chosen integer;
    verb pg_catalog.text;
    caller_settings pg_catalog.jsonb;

    archive_list pg_catalog.record;
    record_table pg_catalog.oid;
    record_owner pg_catalog.name;
    header pg_catalog.record;
    entries pg_catalog.jsonb := '[]';
    numbers integer[] := '{}';
    targets pg_catalog.jsonb := '[]';
    recorded pg_catalog.jsonb := '[]';
    sequences pg_catalog.jsonb := '[]';
    work pg_catalog.jsonb := '[]';
    updated pg_catalog.jsonb := '{}';
    steps pg_catalog.jsonb := '[]';
    obstacles pg_catalog.text[] := '{}';

    target pg_catalog.record;
    other pg_catalog.record;
    part pg_catalog.record;
    counted pg_catalog.record;
    before pg_catalog.record;
    step pg_catalog.record;
    obstacles_before integer;
    columns pg_catalog.name[];
    key_columns pg_catalog.name[];
    archive_count integer;
    is_unique boolean;
    is_numbered boolean;
    number_base bigint;
    drawn bigint;
    archived pg_catalog.text;
    unioned pg_catalog.text;
    source pg_catalog.text;
    others pg_catalog.text;
    archived_homes pg_catalog.text[];
    joined pg_catalog.text;
    written pg_catalog.text;
    conflicting pg_catalog.text;
    assigned pg_catalog.text;
    hashed pg_catalog.text;
    statement pg_catalog.text;
    row_count bigint;
    rows_restored bigint := 0;
    values_restored bigint := 0;
begin
    caller_schemas := pg_catalog.current_schemas(false);
    caller_settings := pg_catalog.jsonb_build_object(
        'search_path', pg_catalog.current_setting('search_path'),
        'role', pg_catalog.current_setting('role'),
        'lock_timeout', pg_catalog.current_setting('lock_timeout'),
        'jit', pg_catalog.current_setting('jit'),
        'plan_cache_mode', pg_catalog.current_setting('plan_cache_mode'),
        'quote_all_identifiers', pg_catalog.current_setting('quote_all_identifiers'),
        'extra_float_digits', pg_catalog.current_setting('extra_float_digits'),
        'row_security', pg_catalog.current_setting('row_security'));

    -- From here on only pg_catalog is searched, so that no table, function or operator of another schema can stand in.
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    perform set_config('quote_all_identifiers', 'off', true);
    -- Content is compared as text: every digit counts.
    perform set_config('extra_float_digits', '1', true);
    -- To compile catalog queries that run once would take longer than to run them, and to plan those of a loop each time anew, too.
    perform set_config('jit', 'off', true);
    perform set_config('plan_cache_mode', 'force_generic_plan', true);
    caller_schemas := array(
        select p.schema_name
        from unnest(caller_schemas) with ordinality as p (schema_name, ordinal)
        where p.schema_name not like 'pg_temp%'
        order by p.ordinal);
    perform set_config('opscenter.result', '', true);

    select string_agg(format('opscenter.%s is "%s"', s.name, s.value), ', ')
    into statement
    from (
        values
            ('mode', coalesce(current_setting('opscenter.mode', true), ''), '^(plan)?$'),
            ('archive', coalesce(current_setting('opscenter.archive', true), ''), '^[0-9]{0,9}$'),
            ('on_conflict', coalesce(current_setting('opscenter.on_conflict', true), ''), '^(refuse|keep)?$')
    ) as s (name, value, pattern)
    where s.value !~ s.pattern;
    if statement is not null then
        raise exception using
            errcode = 'OCREF',
            message = format('The archive of V2 was not restored, nothing was changed: %s.', statement),
            hint = 'Reset it, or: set opscenter.mode = ''plan''; set opscenter.archive = ''3''; set opscenter.on_conflict = ''keep'';';
    end if;
    planning := coalesce(current_setting('opscenter.mode', true), '') = 'plan';
    keeping := coalesce(current_setting('opscenter.on_conflict', true), '') = 'keep';
    chosen := nullif(current_setting('opscenter.archive', true), '')::integer;
    verb := case when planning then 'would be restored' else 'restored' end;

    -- One run at a time. Below, a lock is waited for no longer than deadlock_timeout's default: so it is this run that gives
    -- way, and never a transaction of V1.
    if not planning then
        if coalesce(current_setting('opscenter.runner', true), '') <> 'held' and not pg_try_advisory_xact_lock_shared(runner_lock) then
            raise exception using
                errcode = 'OCREF',
                message = format('The archive of V2 was not restored, nothing was changed: a runner is at work on this database (%s).', coalesce(
                    (
                        select string_agg(format('pid %s %s', l.pid, a.application_name), ', ')
                        from pg_locks as l
                        left join pg_stat_activity as a on a.pid = l.pid
                        where l.locktype = 'advisory'
                            and l.database = (select d.oid from pg_database as d where d.datname = current_database())
                            and (l.classid::bigint << 32) | l.objid::bigint = runner_lock
                            and l.objsubid = 1
                            and l.granted
                            and l.pid <> pg_backend_pid()
                    ),
                    'it has ended since')),
                hint = 'Run the script again when it has finished.';
        end if;
        if caller_settings ->> 'lock_timeout' = '0' then
            perform set_config('lock_timeout', '60s', true);
        end if;
        perform pg_advisory_xact_lock(script_lock);
        if caller_settings ->> 'lock_timeout' = '0' then
            perform set_config('lock_timeout', '900ms', true);
        end if;
    end if;
    -- Before anything of the metadata is read: a view or a column's default would run the code of its owner.
    execute $trust$
        select array(
-- The roles whose objects are used: superusers, the owner of the tables that a migration extends, the owner of the database, the
-- runner, and who may act as one of them. $1: the schemas of the caller's search_path, $2: the names of the extended tables.
with recursive owners as (
    select d.datdba as oid
    from pg_catalog.pg_database as d
    where d.datname = pg_catalog.current_database()
    union
    select r.oid
    from pg_catalog.pg_roles as r
    where r.rolname in (current_user, session_user)
    union
    select x.relowner
    from pg_catalog.unnest($2::pg_catalog.text[]) as w (table_name)
    cross join lateral (
        select c.relowner
        from pg_catalog.unnest($1::pg_catalog.text[]) with ordinality as p (schema_name, place)
        join pg_catalog.pg_namespace as n on n.nspname = p.schema_name
        join pg_catalog.pg_class as c on c.relnamespace = n.oid and c.relname = w.table_name and c.relkind in ('r', 'p')
        order by p.place
        limit 1
    ) as x
),
-- pg_has_role() would search the memberships once for each role of the server.
members as (
    select o.oid
    from owners as o
    union
    select m.member
    from members as o
    join pg_catalog.pg_auth_members as m on m.roleid = o.oid
)
select r.oid
from pg_catalog.pg_roles as r
where r.rolsuper
    or r.rolname = 'pg_database_owner'
    or r.oid in (select o.oid from members as o)
        )
    $trust$
    into trusted_roles
    using caller_schemas::text[], array['llm_providers', 'llm_usage_logs'];
    execute $trust$
        select string_agg(format(E'\n  %s. %s, owner %s: %s', u.ordinal, u.title, u.owner, u.fault), '' order by u.ordinal)
        from (
            select f.*, row_number() over (order by f.title) as ordinal
            from (
-- What bears a name of our metadata and is not to be used: it belongs to a role that is not trusted, or it is not a plain table with
-- nothing but ours on it. A table's owner, a column's default or type, an index's predicate: each runs code in whoever uses it.
-- $1: the trusted roles.
with metadata as (
    select
        c.oid,
        c.relkind,
        c.relpersistence,
        c.relowner,
        c.relnamespace,
        c.relacl,
        c.relrowsecurity or c.relforcerowsecurity as has_row_security,
        n.nspname = 'opscenter_archive' as is_archive,
        pg_catalog.format('%I.%I', n.nspname, c.relname) as title
    from pg_catalog.pg_namespace as n
    join pg_catalog.pg_class as c on c.relnamespace = n.oid
    where c.relkind in ('r', 'p', 'v', 'm', 'f')
        and (
            n.nspname = 'opscenter_archive'
            or n.nspname = 'opscenter' and c.relname in (
                'pair', 'migration', 'created_object', 'archive', 'journal', 'digest', 'known_whole')
            or n.nspname = 'opscenter' and pg_catalog.left(c.relname, 8) = 'capture_'
        )
),
faults as (
    select pg_catalog.format('schema %I', n.nspname) as title, n.nspowner as owner, 0 as place, 'its owner is not trusted' as fault
    from pg_catalog.pg_namespace as n
    where n.nspname in ('opscenter', 'opscenter_archive') and n.nspowner <> all ($1::pg_catalog.oid[])
    union all
    select m.title, m.relowner, f.place, f.fault
    from metadata as m
    cross join lateral (
        select 1, 'its owner is not trusted'
        where m.relowner <> all ($1::pg_catalog.oid[])
        union all
        select 2, 'it is no plain table'
        where m.relkind <> 'r' or m.relpersistence <> 'p'
        union all
        select 3, 'it inherits from a table, or one from it'
        where exists (select from pg_catalog.pg_inherits as i where m.oid in (i.inhrelid, i.inhparent))
        union all
        select 4, pg_catalog.format('it has the rule %I', r.rulename)
        from pg_catalog.pg_rewrite as r
        where r.ev_class = m.oid and m.relkind = 'r'
        union all
        select 5, pg_catalog.format('it has the trigger %I', t.tgname)
        from pg_catalog.pg_trigger as t
        where t.tgrelid = m.oid
            and not t.tgisinternal
            -- A superuser's can do nothing that its owner could not do anyway.
            and not exists (
                select
                from pg_catalog.pg_proc as p
                join pg_catalog.pg_roles as o on o.oid = p.proowner and o.rolsuper
                where p.oid = t.tgfoid)
        union all
        select 6, 'it has row security'
        where m.has_row_security or exists (select from pg_catalog.pg_policy as p where p.polrelid = m.oid)
        union all
        select 7, pg_catalog.format('column %I is of the type %s', a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod))
        from pg_catalog.pg_attribute as a
        where a.attrelid = m.oid and a.attnum > 0 and not a.attisdropped and a.atttypid >= 16384 and not m.is_archive
        union all
        select 8, pg_catalog.format('column %I has the default %s', a.attname, pg_catalog.pg_get_expr(d.adbin, d.adrelid))
        from pg_catalog.pg_attrdef as d
        join pg_catalog.pg_attribute as a on a.attrelid = d.adrelid and a.attnum = d.adnum
        where d.adrelid = m.oid
            and (
                m.is_archive
                or a.attgenerated <> ''
                or pg_catalog.pg_get_expr(d.adbin, d.adrelid) not in (
                    'now()', 'clock_timestamp()', 'CURRENT_USER', 'SESSION_USER', '''complete''::text', 'current_setting(''server_version''::text)')
            )
        union all
        select 9, pg_catalog.format('it has the index %s, with an expression, a condition or an operator class of its own', i.indexrelid::pg_catalog.regclass)
        from pg_catalog.pg_index as i
        where i.indrelid = m.oid
            and (
                i.indexprs is not null
                or i.indpred is not null
                or not m.is_archive and exists (select from pg_catalog.unnest(i.indclass::pg_catalog.oid[]) as o (oid) where o.oid >= 16384)
            )
        union all
        select 10, pg_catalog.format('it has the constraint %I: %s', k.conname, pg_catalog.pg_get_constraintdef(k.oid))
        from pg_catalog.pg_constraint as k
        where k.conrelid = m.oid
            and case k.contype
                when 'c' then m.is_archive
                    or pg_catalog.pg_get_constraintdef(k.oid) !~ '^CHECK [(][(][a-z_]+ = ANY [(]ARRAY[[](''[a-z ]+''::text(, )?)+[]][)][)][)]$'
                when 'f' then not exists (select from metadata as o where o.oid = k.confrelid)
                else k.contype not in ('p', 'u', 'n')
            end
        union all
        select 11, pg_catalog.format('it has the statistics %I', s.stxname)
        from pg_catalog.pg_statistic_ext as s
        where s.stxrelid = m.oid
        union all
        select 12, w.fault
        from (
-- Who may write the table m of the metadata without being trusted, where nobody decided so for this table: a grant to everybody, one that
-- the default privileges of its owner make, or one of a role that is not trusted itself. $1: the trusted roles.
select pg_catalog.format(
    '%s may write it%s. Look through its rows, then revoke that: revoke %sinsert, update, delete, truncate, trigger on %s from %s cascade;',
    case g.grantee when 0 then 'everybody' else pg_catalog.format('role %I', pg_catalog.pg_get_userbyid(g.grantee)) end,
    case
        when g.is_passed_on then pg_catalog.format(', by a grant of role %I', pg_catalog.pg_get_userbyid(g.grantor))
        when g.grantee = 0 then ''
        else ' by the default privileges of its owner'
    end,
    case when g.is_passed_on then 'grant option for ' else '' end,
    m.oid::pg_catalog.regclass,
    case
        when g.is_passed_on then pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantor))
        when g.grantee = 0 then 'public'
        else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantee))
    end) as fault
from (
    select
        a.grantee,
        a.grantor,
        a.grantor <> m.relowner and a.grantor <> all ($1::pg_catalog.oid[]) as is_passed_on,
        pg_catalog.array_agg(a.privilege_type) as rights
    from (
        select t.grantor, t.grantee, t.privilege_type
        from pg_catalog.aclexplode(m.relacl) as t
        union all
        select t.grantor, t.grantee, t.privilege_type
        from pg_catalog.pg_attribute as c
        cross join lateral pg_catalog.aclexplode(c.attacl) as t
        where c.attrelid = m.oid and t.grantee = 0
    ) as a
    group by a.grantee, a.grantor
) as g
where g.grantee <> m.relowner
    and g.grantee <> all ($1::pg_catalog.oid[])
    and g.rights && array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']
    and (
        g.grantee = 0
        or g.is_passed_on
        -- All that the default privileges give: a grant for this table has other rights.
        or exists (
            select
            from pg_catalog.pg_default_acl as d
            cross join lateral pg_catalog.aclexplode(d.defaclacl) as a
            where d.defaclrole = m.relowner
                and d.defaclobjtype = 'r'
                and d.defaclnamespace in (0, m.relnamespace)
                and a.grantee = g.grantee
            having pg_catalog.array_agg(a.privilege_type) && array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']
                and g.rights @> pg_catalog.array_agg(a.privilege_type)))
    -- Without USAGE on the schema the right is of no use. Below 16384 are the roles of the server itself.
    and exists (
        select
        from pg_catalog.pg_namespace as n
        cross join lateral pg_catalog.aclexplode(n.nspacl) as u
        join pg_catalog.pg_roles as r on r.oid >= 16384 and r.oid <> all ($1::pg_catalog.oid[])
        where n.oid = m.relnamespace
            and u.privilege_type = 'USAGE'
            and case u.grantee when 0 then true else pg_catalog.pg_has_role(r.oid, u.grantee, 'MEMBER') end
            and case g.grantee when 0 then true else pg_catalog.pg_has_role(r.oid, g.grantee, 'MEMBER') end)
        ) as w
    ) as f (place, fault)
)
select f.title, pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(f.owner)), pg_catalog.string_agg(f.fault, '; ' order by f.place, f.fault)
from faults as f
group by f.title, f.owner
order by f.title
            ) as f (title, owner, fault)
        ) as u
    $trust$
    into untrusted
    using trusted_roles;
    if untrusted is not null then
        raise exception using
            errcode = 'OCREF',
            message = 'The archive of V2 was not restored, nothing was changed. What is in the place of the migration metadata is not trusted:' || untrusted,
            hint = format('Trusted are the owner of the V1 tables, the owner of the database, the role that runs this, and superusers. Find out who made it and why. '
                'If nothing in it is ours: alter schema %1$s rename to %1$s_of_somebody; if it is ours, its former owner takes it back.',
                case when untrusted ~ '[.] (schema )?opscenter[.,]' then 'opscenter' else 'opscenter_archive' end);
    end if;

    -- As that owner from here on, where the runner may and the owner can do all of it: so the code of an index, a check or a trigger of
    -- these tables runs with its owner's rights, and what V2 creates is the owner's, whoever logs in next.
    select min(c.relowner), min(pg_get_userbyid(c.relowner)::text)
    into base_owner, work_role
    from (values ('llm_providers'), ('llm_usage_logs')) as t (name)
    cross join lateral (
        select c.relowner
        from unnest(caller_schemas) with ordinality as p (schema_name, ordinal)
        join pg_namespace as n on n.nspname = p.schema_name
        join pg_class as c on c.relnamespace = n.oid and c.relname = t.name and c.relkind in ('r', 'p')
        order by p.ordinal
        limit 1
    ) as c
    having count(distinct c.relowner) = 1;
    if base_owner = (select r.oid from pg_roles as r where r.rolname = current_user)
        or not pg_has_role(base_owner, case when current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER' end)
        or exists (
            with recursive family as (
                select f.table_oid, f.schema_oid
                from (values ('llm_providers'), ('llm_usage_logs')) as t (name)
                cross join lateral (
                    select c.oid as table_oid, c.relnamespace as schema_oid
                    from unnest(caller_schemas) with ordinality as p (schema_name, ordinal)
                    join pg_namespace as n on n.nspname = p.schema_name
                    join pg_class as c on c.relnamespace = n.oid and c.relname = t.name and c.relkind in ('r', 'p')
                    order by p.ordinal
                    limit 1
                ) as f
                union
                select i.inhrelid, (select c.relnamespace from pg_class as c where c.oid = i.inhrelid)
                from family as f
                join pg_inherits as i on i.inhparent = f.table_oid
            )
            select
            from pg_class as c
            join pg_namespace as n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p')
                and (
                    c.oid in (select f.table_oid from family as f)
                    or c.relname = any (new_tables) and n.oid in (select f.schema_oid from family as f)
                    or n.nspname in ('opscenter', 'opscenter_archive')
                )
                and (
                    not pg_has_role(base_owner, c.relowner, 'USAGE')
                    or not has_schema_privilege(base_owner, n.oid, 'USAGE')
                    or not has_schema_privilege(base_owner, n.oid, 'CREATE')
                    or c.relrowsecurity and c.relforcerowsecurity
                )
        )
        or exists (
            select
            from pg_namespace as n
            where n.nspname in ('opscenter', 'opscenter_archive')
                and not (has_schema_privilege(base_owner, n.oid, 'USAGE') and has_schema_privilege(base_owner, n.oid, 'CREATE'))
        )
        -- The metadata of pairs with several owners can belong to none of them: a superuser keeps it.
        or (select r.rolsuper from pg_roles as r where r.rolname = current_user)
            and exists (
                select
                from pg_class as c
                where c.relname = 'llm_providers' and c.relkind in ('r', 'p') and c.relpersistence <> 't' and c.relowner <> base_owner)
        or to_regnamespace('opscenter') is null
            and not has_database_privilege(base_owner, current_database(), 'CREATE')
            and not has_database_privilege(current_database(), 'CREATE')
    then
        work_role := null;
    end if;
    if work_role is not null then
        perform set_config('role', work_role, true);
    end if;

    -- Who may write opscenter.archive decides what is dropped, read and written on its word: no more than its owner could.
    if has_schema_privilege(to_regnamespace('opscenter')::oid, 'USAGE') and has_table_privilege(to_regclass('opscenter.archive')::oid, 'SELECT') then
        execute $trust$
            select string_agg(format(E'\n  %s.%s, archived as %I.%I: %s', a.source_schema, a.source_table, a.archive_schema, a.archive_table, f.fault), ''
                order by a.archive_schema, a.archive_table)
            from opscenter.archive as a
            join pg_class as b on b.oid = 'opscenter.archive'::regclass
            left join pg_class as kept
                on kept.relname = a.archive_table and kept.relnamespace = (select n.oid from pg_namespace as n where n.nspname = a.archive_schema)
            left join pg_class as base
                on base.relname = a.source_table and base.relnamespace = (select n.oid from pg_namespace as n where n.nspname = a.source_schema)
            cross join lateral (
                select case
                    when a.archive_schema not in ('opscenter', 'opscenter_archive')
                        or a.archive_table in ('pair', 'migration', 'created_object', 'archive', 'journal', 'digest', 'known_whole')
                        then 'no archive can be there'
                    when to_jsonb(a) ->> 'capture' !~ '^capture_[0-9]+_t[0-9]+$' then format('%s is no name of ours', to_jsonb(a) ->> 'capture')
                    when kept.oid is not null and not pg_has_role(b.relowner, kept.relowner, 'MEMBER')
                        then format('the archive belongs to role %I, and the owner of opscenter.archive (%I) is no member of it',
                            pg_get_userbyid(kept.relowner), pg_get_userbyid(b.relowner))
                    when base.oid is not null and not pg_has_role(b.relowner, base.relowner, 'MEMBER')
                        then format('the table belongs to role %I, and the owner of opscenter.archive (%I) is no member of it',
                            pg_get_userbyid(base.relowner), pg_get_userbyid(b.relowner))
                end as fault
            ) as f
            where f.fault is not null
        $trust$
        into untrusted;
        if untrusted is not null then
            raise exception using
                errcode = 'OCREF',
                message = 'The archive of V2 was not restored, nothing was changed. opscenter.archive cannot be trusted:' || untrusted,
                hint = 'Where another table stands in the place of the one that was archived, rename it: alter table ... rename to ...; '
                    'Where the owner of our tables has changed, give opscenter.archive to that role, too: alter table opscenter.archive owner to ...; '
                    'Delete rows of opscenter.archive only if none of our runs wrote them: what they name is kept nowhere else.';
        end if;
    end if;

    -- A row that a policy hides would be taken for missing: with row_security off PostgreSQL raises an error instead of hiding it.
    perform set_config('row_security', 'off', true);

    -- Metadata belongs to a pair: the schema whose llm_providers the search_path finds. opscenter.pair numbers the pairs, and the other
    -- tables refer to that number. A layout without it was written by scripts that knew one pair for each database.
    select
        n.oid as schema_oid,
        has_schema_privilege(n.oid, 'USAGE') as is_usable,
        max(c.oid) filter (where c.relname = 'pair') as pair_table,
        max(c.oid) filter (where c.relname = 'migration' and a.has_record) as migration_table,
        max(c.oid) filter (where c.relname = 'created_object' and a.has_objects) as object_table,
        max(c.oid) filter (where c.relname = 'archive' and a.has_archives) as archive_table,
        bool_or(c.relname = 'pair' and not a.has_pairs or c.relname = 'created_object' and not a.has_objects) as is_foreign,
        min(c.relname::text) filter (where c.relname = 'pair' and not a.has_pairs or c.relname = 'created_object' and not a.has_objects) as foreign_name
    into metadata
    from pg_namespace as n
    left join pg_class as c
        on c.relnamespace = n.oid and c.relkind = 'r' and c.relname in ('pair', 'migration', 'created_object', 'archive')
    left join lateral (
        select
            count(*) filter (where a.attname in ('number', 'schema_name', 'schema_oid', 'table_oid', 'record_oid')) = 5 as has_pairs,
            count(*) filter (where a.attname in ('name', 'state', 'record_oid', 'created_schema')) = 4 as has_record,
            count(*) filter (where a.attname in ('id', 'migration', 'kind', 'schema_name', 'table_oid')) = 5 as has_objects,
            count(*) filter (where a.attname in ('archive_number', 'migration', 'source_schema', 'key_columns')) = 4 as has_archives
        from pg_attribute as a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    ) as a on true
    where n.nspname = 'opscenter'
    group by n.oid;
    if metadata.is_foreign then
        raise exception using
            errcode = 'OCREF',
            message = format('The archive of V2 was not restored, nothing was changed: opscenter.%s exists, but is not the list of %s.', metadata.foreign_name,
                case metadata.foreign_name when 'pair' then 'pairs' else 'created objects' end),
            hint = format('Rename it: alter table opscenter.%s rename to %1$s_before_v2;', metadata.foreign_name);
    end if;
    is_earlier_layout := metadata.pair_table is null
        and (metadata.migration_table is not null and metadata.object_table is not null or metadata.archive_table is not null)
        and metadata.is_usable
        and coalesce(has_table_privilege(metadata.migration_table, 'SELECT'), true)
        and coalesce(has_table_privilege(metadata.object_table, 'SELECT'), true)
        and coalesce(has_table_privilege(metadata.archive_table, 'SELECT'), true);
    if is_earlier_layout then
        if metadata.migration_table is not null and metadata.object_table is not null then
            -- A table that is there is asked for its schema: its schema may have been renamed since.
            execute '
                select coalesce(array_agg(distinct s.schema_name) filter (where s.is_home), ''{}'')
                from (
                    select p.schema_name, bool_or(p.kind = ''table'') or exists (
                        select
                        from pg_class as c
                        join pg_namespace as n on n.oid = c.relnamespace
                        where n.nspname = p.schema_name and c.relname = ''llm_providers'') as is_home
                    from (
                        select coalesce(n.nspname, o.schema_name) as schema_name, o.kind
                        from opscenter.created_object as o
                        join opscenter.migration as m on m.name = o.migration
                        left join pg_class as c on c.oid = o.table_oid and m.record_oid = m.tableoid
                        left join pg_namespace as n on n.oid = c.relnamespace
                    ) as p
                    group by p.schema_name
                ) as s'
            into recorded_homes;
        end if;
        if metadata.archive_table is not null then
            execute '
                select coalesce(array_agg(distinct a.source_schema), ''{}'')
                from opscenter.archive as a
                where a.key_columns = ''{}'' or exists (
                    select
                    from pg_class as c
                    join pg_namespace as n on n.oid = c.relnamespace
                    where n.nspname = a.source_schema and c.relname = ''llm_providers'')'
            into earlier_homes;
        end if;
        earlier_homes := array(
            select distinct h.schema_name
            from unnest(recorded_homes || earlier_homes) as h (schema_name)
            order by h.schema_name);
    end if;
    if metadata.pair_table is not null and metadata.is_usable and has_table_privilege(metadata.pair_table, 'SELECT') then
        execute '
            select coalesce(array_agg(coalesce(c.relnamespace, n.oid)), ''{}'')
            from opscenter.pair as p
            left join pg_class as c on c.oid = p.table_oid and p.record_oid = p.tableoid
            left join pg_namespace as n on case when p.record_oid = p.tableoid then n.oid = p.schema_oid else n.nspname = p.schema_name end'
        into pair_schemas;
    end if;
    select c.oid as table_oid, n.oid as schema_oid, n.nspname as schema_name
    into home
    from unnest(caller_schemas) with ordinality as p (schema_name, ordinal)
    join pg_namespace as n on n.nspname = p.schema_name
    left join pg_class as c
        on c.relnamespace = n.oid and c.relname = 'llm_providers' and c.relkind in ('r', 'p', 'v', 'm', 'f')
    where c.oid is not null or n.oid = any (pair_schemas) or n.nspname = any (earlier_homes)
    order by p.ordinal
    limit 1;
    -- A record of a run that found everything in place has no objects: it is taken for that of this pair.
    if is_earlier_layout and home.schema_name is not null then
        if earlier_homes = '{}' then
            earlier_homes := array[home.schema_name];
        end if;
        if recorded_homes = '{}' and metadata.migration_table is not null then
            recorded_homes := earlier_homes[1:1];
        end if;
    end if;
    if is_earlier_layout and not planning and not current_setting('transaction_read_only')::boolean and cardinality(earlier_homes) > 0 then
        if not pg_has_role((select n.nspowner from pg_namespace as n where n.oid = metadata.schema_oid), 'USAGE')
            and not has_schema_privilege(metadata.schema_oid, 'CREATE')
            or exists (
                select
                from pg_class as c
                where c.oid in (metadata.migration_table, metadata.object_table, metadata.archive_table) and not pg_has_role(c.relowner, 'USAGE')
            )
        then
            raise exception using
                errcode = 'OCREF',
                message = format(
                    'The archive of V2 was not restored, nothing was changed: the tables of schema opscenter have the layout of an earlier release, and role %I may not extend them.',
                    current_user),
                hint = format('Run the script once as their owner: %s.', (
                    select string_agg(distinct quote_ident(pg_get_userbyid(c.relowner)), ', ')
                    from pg_class as c
                    where c.oid in (metadata.migration_table, metadata.object_table, metadata.archive_table)));
        end if;

        create table opscenter.pair (
            number integer primary key,
            schema_name name not null,
            schema_oid oid not null,
            table_oid oid not null,
            record_oid oid not null
        );
        insert into opscenter.pair (number, schema_name, schema_oid, table_oid, record_oid)
        select h.number, h.schema_name, coalesce(n.oid, 0), coalesce(c.oid, 0), 'opscenter.pair'::regclass
        from unnest(earlier_homes) with ordinality as h (schema_name, number)
        left join pg_namespace as n on n.nspname = h.schema_name
        left join pg_class as c on c.relnamespace = n.oid and c.relname = 'llm_providers'
        order by h.number;

        -- SET NOT NULL fails if a row had no pair.
        if metadata.migration_table is not null and metadata.object_table is not null then
            for dropped_constraint in
                select c.conrelid::regclass as table_name, c.conname
                from pg_constraint as c
                where c.conrelid in (metadata.migration_table, metadata.object_table) and c.contype in ('p', 'f')
                order by c.contype
            loop
                execute format('alter table %s drop constraint %I', dropped_constraint.table_name, dropped_constraint.conname);
            end loop;
            alter table opscenter.migration add column pair integer;
            alter table opscenter.created_object add column pair integer;
            update opscenter.created_object as o
            set pair = p.number
            from opscenter.created_object as q
            join opscenter.migration as m on m.name = q.migration
            left join pg_class as c on c.oid = q.table_oid and m.record_oid = m.tableoid
            left join pg_namespace as n on n.oid = c.relnamespace
            join opscenter.pair as p on p.schema_name = case
                when coalesce(n.nspname, q.schema_name) = any (recorded_homes) then coalesce(n.nspname, q.schema_name)
                else recorded_homes[1]
            end
            where q.id = o.id;
            update opscenter.migration as m
            set pair = p.number
            from opscenter.pair as p
            where p.schema_name = recorded_homes[1];
            insert into opscenter.migration (pair, name, version, state, applied_at, applied_by, created_schema, record_oid, archive_number)
            select p.number, m.name, m.version, m.state, m.applied_at, m.applied_by, m.created_schema, m.record_oid, m.archive_number
            from opscenter.migration as m
            join opscenter.pair as p on p.schema_name = any (recorded_homes[2:]);
            alter table opscenter.migration alter column pair set not null, add primary key (pair, name);
            alter table opscenter.created_object
                alter column pair set not null,
                add primary key (pair, id),
                add foreign key (pair, migration) references opscenter.migration (pair, name);
        end if;
        if metadata.archive_table is not null then
            alter table opscenter.archive add column pair integer;
            update opscenter.archive as a
            set pair = p.number
            from opscenter.pair as p
            where p.schema_name = case when a.source_schema = any (earlier_homes) then a.source_schema else earlier_homes[1] end;
            alter table opscenter.archive alter column pair set not null;
        end if;
        select 'opscenter.pair'::regclass::oid as pair_table, metadata.schema_oid, metadata.is_usable, metadata.migration_table,
            metadata.object_table, metadata.archive_table, false as is_foreign, null::text as foreign_name
        into metadata;
        is_earlier_layout := false;
    end if;
    -- By the OID of its llm_providers; where that table was made anew, by its schema's; in a database that was dumped and restored by name.
    select null::integer as number, null::name as schema_name, false as is_current
    into found_pair;
    if metadata.pair_table is not null and metadata.is_usable and has_table_privilege(metadata.pair_table, 'SELECT') then
        execute '
            select p.number, p.schema_name,
                p.record_oid = p.tableoid and p.table_oid is not distinct from $1 and p.schema_oid = $2 and p.schema_name = $3 as is_current
            from opscenter.pair as p
            where case
                when p.record_oid = p.tableoid then p.table_oid = $1 or p.schema_oid = $2 and not exists (
                    select
                    from pg_class as c
                    where c.oid = p.table_oid and c.relnamespace <> $2)
                else p.schema_name = $3
            end
            order by p.table_oid is not distinct from $1 desc, p.number desc
            limit 1'
        into found_pair
        using home.table_oid, home.schema_oid, home.schema_name;
        if found_pair.number is not null then
            archived_of_pair := format('a.pair = %s', found_pair.number);
            if metadata.object_table is not null and has_table_privilege(metadata.object_table, 'SELECT') then
                execute 'select coalesce(array_agg(o.id), ''{}'') from opscenter.created_object as o where o.pair = $1'
                into pair_objects
                using found_pair.number;
            end if;
        end if;
    elsif is_earlier_layout and home.schema_name = any (earlier_homes) then
        archived_of_pair := format('case when a.source_schema = any (%L::name[]) then a.source_schema else %L end = %L',
            earlier_homes, earlier_homes[1], home.schema_name);
        if home.schema_name = any (recorded_homes) then
            execute '
                select coalesce(array_agg(o.id), ''{}'')
                from opscenter.created_object as o
                join opscenter.migration as m on m.name = o.migration
                left join pg_class as c on c.oid = o.table_oid and m.record_oid = m.tableoid
                left join pg_namespace as n on n.oid = c.relnamespace
                where $2 = case when coalesce(n.nspname, o.schema_name) = any ($1) then coalesce(n.nspname, o.schema_name) else $1[1] end'
            into pair_objects
            using recorded_homes, home.schema_name;
        end if;
    end if;
    pair_number := found_pair.number;
    -- All of the metadata or none of it: where the role may not write it, the pair is found by identity again, and somebody else follows.
    if found_pair.number is not null and not found_pair.is_current and not planning and not current_setting('transaction_read_only')::boolean
        and not exists (
            select
            from pg_class as c
            where c.relnamespace = metadata.schema_oid
                and c.relkind = 'r'
                and case
                    when c.relname in ('pair', 'created_object', 'archive') then not has_table_privilege(c.oid, 'UPDATE')
                    when c.relname = 'journal' then not has_table_privilege(c.oid, 'SELECT')
                    when c.relname = 'digest'
                        then not (has_table_privilege(c.oid, 'SELECT') and has_table_privilege(c.oid, 'DELETE') and has_table_privilege(c.oid, 'INSERT'))
                end)
    then
        if home.schema_name <> found_pair.schema_name then
            if metadata.object_table is not null then
                execute $follow$
-- A schema was renamed: its new name in the record. $1: the pair, $2: the new name, $3: the old one. Definitions have the name, too, and
-- are what a restored database is searched by.
update opscenter.created_object as o
set schema_name = $2,
    definition = coalesce(
        case o.kind
            when 'index' then (
                select pg_catalog.pg_get_indexdef(i.indexrelid)
                from pg_catalog.pg_index as i
                join pg_catalog.pg_class as x on x.oid = i.indexrelid
                where i.indrelid = t.oid and x.relname = o.object_name)
            when 'constraint' then (
                select pg_catalog.pg_get_constraintdef(x.oid)
                from pg_catalog.pg_constraint as x
                where x.conrelid = t.oid and x.conname = o.object_name and x.contype <> 'n')
            when 'trigger' then (
                select pg_catalog.pg_get_triggerdef(x.oid)
                from pg_catalog.pg_trigger as x
                where x.tgrelid = t.oid and x.tgname = o.object_name)
        end,
        o.definition)
from opscenter.created_object as q
left join lateral (
    select c.oid
    from pg_catalog.pg_class as c
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace and n.nspname = $2
    where c.relname = q.table_name
) as t on true
where q.id = o.id and o.pair = $1 and o.schema_name = $3
                $follow$
                using pair_number, home.schema_name, found_pair.schema_name;
            end if;
            if metadata.archive_table is not null then
                update opscenter.archive as a
                set source_schema = home.schema_name
                where a.pair = pair_number and a.source_schema = found_pair.schema_name;
            end if;
            if to_regclass('opscenter.digest') is not null and exists (
                    select
                    from pg_attribute as a
                    where a.attrelid = to_regclass('opscenter.journal') and a.attname = 'pair')
            then
                execute $follow$
-- Schemas were renamed: their new names in the digests of a pair. $1: the pair, $2: the new name of its schema, $3: the old one. Names may
-- have been exchanged, so what moves is taken out first; what would meet another row of its key stays as it is.
with placed as (
    select d.journal_id, d.kind, d.schema_name, d.object_name, coalesce(n.nspname, case d.schema_name when $3 then $2 else d.schema_name end) as now_in
    from opscenter.digest as d
    join opscenter.journal as j on j.id = d.journal_id and j.pair = $1
    left join pg_catalog.pg_class as c on c.oid = (d.detail ->> 'Oid')::pg_catalog.oid and c.relname = d.object_name
    left join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
),
moving as (
    select p.*, pg_catalog.count(*) over (partition by p.journal_id, p.kind, p.now_in, p.object_name) as rows_of_key
    from placed as p
),
moved as (
    delete from opscenter.digest as d
    using moving as m
    where (d.journal_id, d.kind, d.schema_name, d.object_name) = (m.journal_id, m.kind, m.schema_name, m.object_name)
        and m.now_in <> m.schema_name
        and m.rows_of_key = 1
    returning d.*, m.now_in
),
taken as (
    -- All of them, before the first one is written.
    select pg_catalog.jsonb_agg(pg_catalog.to_jsonb(m)) as digests
    from moved as m
)
insert into opscenter.digest (journal_id, kind, schema_name, object_name, algorithm, taken_at, row_count, content, detail)
select r.journal_id, r.kind, r.now_in, r.object_name, r.algorithm, r.taken_at, r.row_count, r.content,
    r.detail || case when r.detail ? 'Schema' then pg_catalog.jsonb_build_object('Schema', r.now_in) else '{}' end
from taken as t
cross join lateral pg_catalog.jsonb_to_recordset(t.digests) as r (
    journal_id bigint, kind text, now_in text, object_name text, algorithm text, taken_at pg_catalog.timestamptz, row_count bigint, content text,
    detail pg_catalog.jsonb)
                $follow$
                using pair_number, home.schema_name::text, found_pair.schema_name::text;
            end if;
        end if;
        update opscenter.pair as p
        set schema_name = home.schema_name, schema_oid = home.schema_oid, table_oid = coalesce(home.table_oid, 0), record_oid = p.tableoid
        where p.number = pair_number;
    end if;

    ---------------------------------------------------------------------------------------------------------------------------
    -- The archive_list of archives, and the record of V2
    ---------------------------------------------------------------------------------------------------------------------------

    select c.oid as table_oid, pg_get_userbyid(c.relowner) as owner, pg_has_role(c.relowner, 'USAGE') as is_owned,
        bool_or(a.attname = 'state') as has_state, bool_or(a.attname = 'restored_at') as has_restored
    into archive_list
    from pg_namespace as n
    join pg_class as c on c.relnamespace = n.oid and c.relname = 'archive' and c.relkind = 'r'
    join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where n.nspname = 'opscenter'
    group by c.oid, c.relowner
    having count(*) filter (where a.attname in ('archive_number', 'migration', 'source_schema', 'source_table', 'archive_schema',
        'archive_table', 'key_columns', 'value_columns', 'row_count', 'sequences')) = 10;
    if archive_list is not null and (not has_schema_privilege('opscenter', 'USAGE') or not has_table_privilege(archive_list.table_oid, 'SELECT')
        or metadata.pair_table is not null and not has_table_privilege(metadata.pair_table, 'SELECT'))
    then
        raise exception using
            errcode = 'OCREF',
            message = format('The archive of V2 was not restored, nothing was changed: role %I may not read opscenter.archive and opscenter.pair.', current_user),
            hint = format('Its owner (%I) has to run: grant usage on schema opscenter to %I; grant select, update on opscenter.archive to %2$I; grant select on opscenter.pair to %2$I;',
                archive_list.owner, current_user);
    end if;
    if archive_list is not null then
        execute format('
            select coalesce(jsonb_agg(to_jsonb(a) || jsonb_build_object(''state'', %s, ''restored_at'', %s, ''source_schema'',
                    case when a.source_schema = %L then %L else a.source_schema end)
                order by a.archive_number, a.archive_table), ''[]'')
            from opscenter.archive as a
            where a.migration = ''v2'' and %s',
            case when archive_list.has_state then 'coalesce(a.state, ''complete'')' else '''complete''' end,
            case when archive_list.has_restored then 'a.restored_at' else 'null' end,
            -- A schema that was renamed since, in a plan, which cannot note that.
            coalesce(found_pair.schema_name, home.schema_name), home.schema_name, archived_of_pair)
        into entries;
    end if;
    if archive_list is not null and home.schema_oid is null then
        execute '
            select string_agg(distinct quote_ident(a.source_schema), '', '')
            from opscenter.archive as a
            where a.migration = ''v2'''
        into others;
        if others is not null then
            execute '
                select array_agg(distinct a.source_schema order by a.source_schema)
                from opscenter.archive as a
                where a.migration = ''v2'''
            into archived_homes;
            -- A path with several of them would choose the first: the remedy names one at a time.
            select obstacles || format('no table llm_providers is on the search_path (%s), but there are archives of schema %s. If %s: %s',
                caller_settings ->> 'search_path', others,
                case count(*) when 1 then 'that is the one' else 'one of them is meant' end,
                string_agg(format('%sset search_path = %I;',
                    case when not has_schema_privilege(n.oid, 'USAGE') then format('grant usage on schema %I to %I; ', n.nspname, current_user) end,
                    h.schema_name), ' Or: ' order by h.schema_name))
            into obstacles
            from unnest(archived_homes) as h (schema_name)
            left join pg_namespace as n on n.nspname = h.schema_name;
        end if;
    end if;

    -- An archive is taken as a whole, or not at all.
    for other in
        select e.archive_number, bool_and(e.state = 'complete') as is_complete, max(e.restored_at) as restored_at,
            string_agg(distinct e.state, ', ') filter (where e.state <> 'complete') as states
        from jsonb_to_recordset(entries) as e (archive_number integer, state text, restored_at timestamp with time zone)
        group by e.archive_number
        order by e.archive_number
    loop
        if other.archive_number <> chosen then
            continue;
        elsif other.restored_at is not null then
            if chosen is not null then
                steps := steps || jsonb_build_object('kind', 'OCKEP', 'message', format(
                    'archive %s was restored at %s', other.archive_number, other.restored_at));
            end if;
        elsif other.is_complete then
            numbers := numbers || other.archive_number;
        else
            steps := steps || jsonb_build_object('kind', 'OCTIP', 'message', format(
                'archive %s is not complete (%s): the rollback that makes it is under way, or was broken off. It is left alone; run the rollback to its end first.',
                other.archive_number, other.states));
            if chosen is not null then
                obstacles := obstacles || format('archive %s is not complete (%s). Run the rollback to its end first.', chosen, other.states);
            end if;
        end if;
    end loop;
    if chosen is not null and not exists (
        select
        from jsonb_to_recordset(entries) as e (archive_number integer)
        where e.archive_number = chosen
    ) then
        obstacles := obstacles || format('there is no archive %s of V2. There are: %s.', chosen, coalesce(
            (
                select string_agg(distinct e.archive_number::text, ', ')
                from jsonb_to_recordset(entries) as e (archive_number integer)
            ), 'none'));
    end if;
    entries := coalesce((
        select jsonb_agg(e.value order by e.ordinal)
        from jsonb_array_elements(entries) with ordinality as e (value, ordinal)
        where (e.value ->> 'archive_number')::integer = any (numbers)
    ), '[]');

    if cardinality(numbers) > 0 then
        select m.oid, pg_get_userbyid(m.relowner)
        into record_table, record_owner
        from pg_namespace as n
        join pg_class as m on m.relnamespace = n.oid and m.relname = 'migration'
        join pg_class as o on o.relnamespace = n.oid and o.relname = 'created_object'
        join pg_attribute as a on a.attrelid = m.oid and a.attname = 'record_oid'
        where n.nspname = 'opscenter';
        if record_table is not null
            and (not has_table_privilege(record_table, 'SELECT') or not has_table_privilege('opscenter.created_object', 'SELECT'))
        then
            obstacles := obstacles || format('role %I may not read the record of V2. Its owner (%I) has to run: grant select on opscenter.migration, opscenter.created_object to %1$I;',
                current_user, record_owner);
        else
            if record_table is not null then
                select m.record_oid <> record_table as is_restored, coalesce(to_jsonb(m) ->> 'state', 'applied') as state
                into header
                from opscenter.migration as m
                where m.name = 'v2'
                    and case
                        when is_earlier_layout then home.schema_name = any (recorded_homes)
                        else (to_jsonb(m) ->> 'pair')::integer = pair_number
                    end;
            end if;
            if header is null then
                obstacles := obstacles || 'V2 is not applied in this database: there is nowhere to restore to. Run create_llm_management_tables_v2.sql (opscenter apply) first.'::text;
            elsif header.state <> 'applied' then
                obstacles := obstacles || format('V2 is under way (%s), or was broken off. Run it to its end first: opscenter %s.', header.state,
                    case header.state when 'applying' then 'apply' else 'rollback, and then apply' end);
            else
                -- V2's columns, by identity; in a database that was dumped and restored by name.
                select coalesce(jsonb_agg(jsonb_build_object('table_oid', a.attrelid, 'name', a.attname, 'default_value', case
                        when o.definition = format_type(a.atttypid, a.atttypmod) then (
case
    when o.default_value ~ '^(null|true|false|CURRENT_TIMESTAMP|gen_random_uuid[(][)]|-?[0-9]+([.][0-9]+)?|''[][{}:,."a-zA-Z0-9 _-]*''(::[a-z ]+)?)$'
        then o.default_value
end
                        )
                    end)), '[]')
                into recorded
                from opscenter.created_object as o
                left join pg_namespace as n on n.nspname = o.schema_name
                join pg_class as c
                    on case when header.is_restored
                        then c.relnamespace = n.oid and c.relname = o.table_name
                        else c.oid = o.table_oid
                    end
                join pg_attribute as a
                    on a.attrelid = c.oid
                    and not a.attisdropped
                    and case when header.is_restored then a.attname = o.object_name else a.attnum = o.column_number end
                where o.id = any (pair_objects) and o.migration = 'v2' and o.kind = 'column';

                -- Parents before children; V1's tables after V2's, last those whose triggers need a lock, last of all llm_providers.
                with recursive wanted as (
                    select e.source_schema, e.source_table, bool_and(e.key_columns = '{}') as is_new, c.oid as table_oid
                    from jsonb_to_recordset(entries) as e (source_schema name, source_table name, key_columns name[])
                    left join pg_namespace as n on n.nspname = e.source_schema
                    left join pg_class as c on c.relnamespace = n.oid and c.relname = e.source_table and c.relkind in ('r', 'p')
                    group by e.source_schema, e.source_table, c.oid
                ),
                walk as (
                    select w.table_oid, 0 as depth
                    from wanted as w
                    where w.table_oid is not null
                    union
                    select k.conrelid, p.depth + 1
                    from walk as p
                    join pg_constraint as k on k.confrelid = p.table_oid and k.contype = 'f' and k.conrelid <> k.confrelid
                    join wanted as w on w.table_oid = k.conrelid
                    where p.depth < 20
                )
                select jsonb_agg(to_jsonb(t) order by t.is_new desc, t.depth, t.has_triggers, t.source_table = 'llm_providers', t.source_table)
                into targets
                from (
                    select
                        w.*,
                        format('%I.%I', w.source_schema, w.source_table) as qualified,
                        pg_get_userbyid(c.relowner) as owner,
                        case when w.is_new then coalesce((
                            select max(x.depth)
                            from walk as x
                            where x.table_oid = w.table_oid
                        ), 0) else 0 end as depth,
                        exists (
                            select
                            from pg_trigger as g
                            where g.tgrelid = w.table_oid and not g.tgisinternal and g.tgenabled <> 'D' and g.tgtype & 16 <> 0
                        ) as has_triggers
                    from wanted as w
                    left join pg_class as c on c.oid = w.table_oid
                ) as t;
            end if;
        end if;

        if current_setting('transaction_read_only')::boolean then
            obstacles := obstacles || case
                when pg_is_in_recovery() then 'this server is a standby and takes no writes. Connect to the primary.'
                else 'this transaction is read-only. Run in one that may write: set default_transaction_read_only = off;'
            end;
        end if;
        if not archive_list.has_restored and not archive_list.is_owned then
            obstacles := obstacles || format('opscenter.archive has no column restored_at yet, and role %I is not its owner (%I). The owner has to run: alter table opscenter.archive add column restored_at timestamp with time zone; grant update on opscenter.archive to %1$I;',
                current_user, archive_list.owner);
        elsif archive_list.has_restored and not has_column_privilege(archive_list.table_oid, 'restored_at', 'UPDATE') then
            obstacles := obstacles || format('role %I may not write opscenter.archive, where it says what is restored. Its owner (%I) has to run: grant update on opscenter.archive to %1$I;',
                current_user, archive_list.owner);
        end if;
    end if;

    ---------------------------------------------------------------------------------------------------------------------------
    -- Table by table: what would be written, and what stands in the way. Nothing is touched in this part.
    ---------------------------------------------------------------------------------------------------------------------------

    for target in
        select t.*
        from jsonb_array_elements(targets) with ordinality as e (value, ordinal)
        cross join jsonb_to_record(e.value)
            as t (source_schema name, source_table name, is_new boolean, table_oid oid, qualified text, owner name, depth integer)
        order by e.ordinal
    loop
        obstacles_before := cardinality(obstacles);
        if target.table_oid is null then
            obstacles := obstacles || format('table %s, from which rows are archived, does not exist. Run create_llm_management_tables_v2.sql (opscenter apply) first; if it was renamed, update source_schema and source_table in opscenter.archive.',
                target.qualified);
            continue;
        end if;

        -- The archives of this table.
        for other in
            select e.*, format('%I.%I', e.archive_schema, e.archive_table) as qualified, c.oid as table_oid, pg_get_userbyid(c.relowner) as owner
            from jsonb_to_recordset(entries)
                as e (archive_number integer, source_schema name, source_table name, archive_schema name, archive_table name, row_count bigint)
            left join pg_namespace as n on n.nspname = e.archive_schema
            left join pg_class as c on c.relnamespace = n.oid and c.relname = e.archive_table and c.relkind in ('r', 'p')
            where e.source_schema = target.source_schema and e.source_table = target.source_table
            order by e.archive_number
        loop
            if other.table_oid is null then
                obstacles := obstacles || format('%s, where %s rows of %s were archived, is not there any more. If they are not to come back: delete from opscenter.archive where archive_schema = %L and archive_table = %L;',
                    other.qualified, other.row_count, target.qualified, other.archive_schema, other.archive_table);
            elsif not has_schema_privilege(other.archive_schema, 'USAGE') or not has_table_privilege(other.table_oid, 'SELECT') then
                obstacles := obstacles || format('role %I may not read %s. Its owner (%I) has to run: grant usage on schema %I to %1$I; grant select on %2$s to %1$I;',
                    current_user, other.qualified, other.owner, other.archive_schema);
            else
                execute format('select count(*) from %s', other.qualified)
                into row_count;
                if row_count <> other.row_count then
                    steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'table', 'schema', other.archive_schema, 'table', other.archive_table,
                        'message', format('%s has %s rows, and had %s when it was archived: somebody changed it', other.qualified, row_count, other.row_count));
                end if;
            end if;
        end loop;

        -- Its columns, by name: in archive order, and each with what the table has now.
        select array_agg(c.name order by c.ordinal)
        into columns
        from (
            select c.name, min(c.ordinal) as ordinal
            from jsonb_to_recordset(entries) as e (source_schema name, source_table name, value_columns name[])
            cross join unnest(e.value_columns) with ordinality as c (name, ordinal)
            where e.source_schema = target.source_schema and e.source_table = target.source_table
            group by c.name
        ) as c;
        key_columns := '{}';
        if not target.is_new then
            select min(e.key_columns), count(distinct e.key_columns)
            into key_columns, row_count
            from jsonb_to_recordset(entries) as e (source_schema name, source_table name, key_columns name[])
            where e.source_schema = target.source_schema and e.source_table = target.source_table;
            if row_count > 1 then
                obstacles := obstacles || format('the archives of %s tell its rows by different keys. Restore them one by one: set opscenter.archive = %L;',
                    target.qualified, numbers[1]);
                continue;
            end if;
        end if;
        select obstacles || coalesce(array_agg(f.message order by f.ordinal), '{}')
        into obstacles
        from (
            select w.ordinal, case
                    when a.attname is null then format('column %s.%I, which is archived, does not exist. Run create_llm_management_tables_v2.sql (opscenter apply), if V2 lacks it; '
                        'if it has another name now, give it the archived one until the rows are back.',
                        target.qualified, w.name)
                    when a.attgenerated <> '' then format('column %s.%I is a generated one: archived values cannot be written to it.', target.qualified, w.name)
                    when not target.is_new and not w.is_key and r.name is null then format(
                        'column %s.%I is not V2''s own: it was there before V2 was applied this time, and V2 writes no such column. Copy what you need from the archive by hand.',
                        target.qualified, w.name)
                    when s.atttypid <> a.atttypid and not (s.atttypid = 'varchar'::regtype and a.atttypid = 'text'::regtype)
                            and not (s.atttypid = 'int4'::regtype and a.atttypid = 'int8'::regtype)
                        or s.atttypid = a.atttypid and s.atttypmod <> a.atttypmod and a.atttypmod <> -1
                            and not (s.atttypid = 'varchar'::regtype and s.atttypmod between 0 and a.atttypmod)
                        then format('column %s.%I is %s, and its archived values are %s: they might not fit. To bring them back: alter table %1$s alter column %2$I type %4$s;',
                            target.qualified, w.name, format_type(a.atttypid, a.atttypmod), format_type(s.atttypid, s.atttypmod))
                end as message
            from (
                select k.name, k.ordinal, true as is_key
                from unnest(key_columns) with ordinality as k (name, ordinal)
                union all
                select c.name, c.ordinal + 10000, false
                from unnest(columns) with ordinality as c (name, ordinal)
            ) as w
            left join pg_attribute as a on a.attrelid = target.table_oid and a.attname = w.name and a.attnum > 0 and not a.attisdropped
            left join jsonb_to_recordset(recorded) as r (table_oid oid, name name) on r.table_oid = target.table_oid and r.name = w.name
            left join lateral (
                select s.atttypid, s.atttypmod
                from jsonb_to_recordset(entries) as e (source_schema name, source_table name, archive_schema name, archive_table name)
                join pg_namespace as n on n.nspname = e.archive_schema
                join pg_class as c on c.relnamespace = n.oid and c.relname = e.archive_table
                join pg_attribute as s on s.attrelid = c.oid and s.attname = w.name and not s.attisdropped
                where e.source_schema = target.source_schema and e.source_table = target.source_table
                order by s.atttypid = a.atttypid and s.atttypmod = a.atttypmod
                limit 1
            ) as s on true
        ) as f
        where f.message is not null;
        if target.is_new then
            select obstacles || coalesce(array_agg(format('column %s.%I is NOT NULL without a default, and no archived row has a value for it. Give it a default: alter table %1$s alter column %2$I set default ...;',
                target.qualified, a.attname) order by a.attnum), '{}')
            into obstacles
            from pg_attribute as a
            where a.attrelid = target.table_oid and a.attnum > 0 and not a.attisdropped
                and a.attnotnull and not a.atthasdef and a.attidentity = '' and a.attgenerated = ''
                and not a.attname = any (columns);
        end if;

        -- What this role may do, and who else would answer.
        if not has_schema_privilege(target.source_schema, 'USAGE') then
            obstacles := obstacles || format('role %I may not use schema %I: grant usage on schema %2$I to %1$I;', current_user, target.source_schema);
        end if;
        if not has_table_privilege(target.table_oid, 'SELECT')
            or target.is_new and not has_table_privilege(target.table_oid, 'INSERT')
            or not target.is_new and exists (
                select
                from pg_attribute as a
                where a.attrelid = target.table_oid and a.attname = any (columns) and not has_column_privilege(target.table_oid, a.attnum, 'UPDATE')
            )
        then
            obstacles := obstacles || format('role %I may not write %s. Its owner (%I) has to run: grant select, %s on %2$s to %1$I;',
                current_user, target.qualified, target.owner, case when target.is_new then 'insert' else 'update' end);
        elsif row_security_active(target.table_oid) then
            obstacles := obstacles || format('row security hides rows of %s from role %I. Run as its owner (%I), or as a role with BYPASSRLS.',
                target.qualified, current_user, target.owner);
        end if;
        select obstacles || coalesce(array_agg(format('rule %I of %s would answer instead of the table. For the time being: alter table %2$s disable rule %1$I;',
            r.rulename, target.qualified) order by r.rulename), '{}')
        into obstacles
        from pg_rewrite as r
        where r.ev_class = target.table_oid
            and r.ev_type = case when target.is_new then '3' else '2' end
            and r.ev_enabled <> 'D';
        continue when cardinality(obstacles) > obstacles_before;

        -- Everything that is archived of it, one query: the archives of one name each, the newest first.
        select
            string_agg(format('select %s as opscenter_number%s%s from %I.%I as a', e.archive_number,
                case when target.is_new then '' else (
                    select string_agg(format(', a.%I', k.name), '' order by k.ordinal)
                    from unnest(key_columns) with ordinality as k (name, ordinal))
                end,
                (
                    select string_agg(case
                            when c.name = any (e.value_columns) then format(', a.%I::%s as %1$I', c.name, format_type(a.atttypid, a.atttypmod))
                            else format(', (%s)::%s as %I', coalesce(r.default_value, 'null'), format_type(a.atttypid, a.atttypmod), c.name)
                        end, '' order by c.ordinal)
                    from unnest(columns) with ordinality as c (name, ordinal)
                    join pg_attribute as a on a.attrelid = target.table_oid and a.attname = c.name and not a.attisdropped
                    left join jsonb_to_recordset(recorded) as r (table_oid oid, name name, default_value text)
                        on r.table_oid = target.table_oid and r.name = c.name and not target.is_new
                ), e.archive_schema, e.archive_table), ' union all ' order by e.archive_number desc),
            string_agg(format('%I.%I', e.archive_schema, e.archive_table), ', ' order by e.archive_number),
            count(*)
        into unioned, archived, archive_count
        from jsonb_to_recordset(entries)
            as e (archive_number integer, source_schema name, source_table name, archive_schema name, archive_table name, value_columns name[])
        where e.source_schema = target.source_schema and e.source_table = target.source_table;

        if target.is_new then
            -------------------------------------------------------------------------------------------------------------------
            -- A table of V2's: rows
            -------------------------------------------------------------------------------------------------------------------
            select array_agg(a.attname order by k.ordinal)
            into key_columns
            from pg_index as i
            cross join unnest(i.indkey::int2[]) with ordinality as k (attnum, ordinal)
            join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.attnum
            where i.indrelid = target.table_oid and i.indisprimary and k.ordinal <= i.indnkeyatts;
            if key_columns is null or not key_columns <@ columns then
                obstacles := obstacles || format('table %s has no primary key of archived columns: what is there already cannot be told. Give it the primary key of V2.',
                    target.qualified);
                continue;
            end if;

            -- Append-only, and numbered by its own sequence: two rows of one number are two rows.
            select cardinality(key_columns) = 1
                and exists (
                    select
                    from pg_trigger as g
                    where g.tgrelid = target.table_oid and g.tgtype = 58 and g.tgenabled <> 'D' and not g.tgisinternal
                )
                and pg_get_serial_sequence(target.qualified, key_columns[1]) is not null
                and not exists (
                    select
                    from pg_constraint as k
                    where k.confrelid = target.table_oid and k.contype = 'f'
                )
            into is_numbered;

            select string_agg(format('t.%I = s.%1$I', k.name), ' and ' order by k.ordinal)
            into joined
            from unnest(key_columns) with ordinality as k (name, ordinal);
            select
                string_agg(format('%I', c.name), ', ' order by c.ordinal),
                'row(' || string_agg(format('s.%I', c.name), ', ' order by c.ordinal) || ')::text',
                'row(' || string_agg(format('t.%I', c.name), ', ' order by c.ordinal) || ')::text'
            into assigned, hashed, written
            from unnest(columns) with ordinality as c (name, ordinal);
            source := case
                when is_numbered then format(
                    'select x.*, row_number() over (partition by x.%1$I order by x.opscenter_number desc) as opscenter_turn '
                    'from (select distinct on (s.%1$I, %2$s) s.* from (%3$s) as s order by s.%1$I, %2$s, s.opscenter_number desc) as x',
                    key_columns[1], hashed, unioned)
                else format('select distinct on (%1$s) s.* from (%2$s) as s order by %1$s, s.opscenter_number desc',
                    (select string_agg(format('s.%I', k.name), ', ' order by k.ordinal) from unnest(key_columns) with ordinality as k (name, ordinal)),
                    unioned)
            end;
            -- One archive has each key once: no need to look for more.
            if not is_numbered and archive_count = 1 then
                source := unioned;
            end if;

            execute format('
                select count(*) as total,
                    count(*) filter (where t.%1$I is not null and %2$s = %3$s) as same,
                    count(*) filter (where t.%1$I is not null and %2$s <> %3$s) as different,
                    count(*) filter (where %6$s and (t.%1$I is null or %2$s <> %3$s)) as again,
                    min(row(%7$s)::text) filter (where t.%1$I is not null and %2$s <> %3$s) as example
                from (%4$s) as s
                left join %5$s as t on %8$s',
                key_columns[1], hashed, written, source, target.qualified,
                case when is_numbered then format('(t.%I is not null or s.opscenter_turn > 1)', key_columns[1]) else 'false' end,
                (select string_agg(format('s.%I', k.name), ', ' order by k.ordinal) from unnest(key_columns) with ordinality as k (name, ordinal)),
                joined)
            into counted;

            if counted.different > 0 and not is_numbered and not keeping then
                obstacles := obstacles || format('%s of %s there now with the same key and other content, the first with (%s) = %s. To leave what is there, and the archived in the archive: set opscenter.on_conflict = ''keep'';',
                    counted.different || case counted.different when 1 then ' archived row' else ' archived rows' end,
                    target.qualified || case counted.different when 1 then ' is' else ' are' end,
                    array_to_string(key_columns, ', '), counted.example);
            end if;

            -- The other unique keys, as far as they are made of columns.
            for other in
                select coalesce(pg_get_expr(i.indpred, i.indrelid), 'true') as predicate, k.*
                from pg_index as i
                join pg_class as c on c.oid = i.indexrelid
                cross join lateral (
                    select
                        string_agg(format(case
                                when to_jsonb(i) ->> 'indnullsnotdistinct' = 'true' then 't.%I is not distinct from s.%1$I'
                                else 't.%I = s.%1$I'
                            end, a.attname), ' and ' order by k.ordinal) as equal,
                        string_agg(format('s.%I', a.attname), ', ' order by k.ordinal) as listed,
                        string_agg(format('s.%I is not null', a.attname), ' and ' order by k.ordinal) as filled,
                        string_agg(quote_ident(a.attname), ', ' order by k.ordinal) as names,
                        bool_and(a.attname = any (columns)) as is_archived
                    from unnest(i.indkey::int2[]) with ordinality as k (attnum, ordinal)
                    join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.attnum
                    where k.ordinal <= i.indnkeyatts
                ) as k
                where i.indrelid = target.table_oid and i.indisunique and not i.indisprimary and i.indexprs is null and k.is_archived
                order by c.relname
            loop
                execute format('
                    select count(*) as number, min(row(%1$s)::text) as example
                    from (select s.* from (%2$s) as s where %3$s and not exists (select from %4$s as t where %5$s)) as s
                    where exists (select from (select t.* from %4$s as t where %3$s) as t where %6$s)',
                    other.listed, source, other.predicate, target.qualified, joined, other.equal)
                into part;
                if part.number > 0 then
                    obstacles := obstacles || format('%s of %s cannot come back: another row has its (%s), the first %s. Change or remove the row that is there.',
                        part.number || case part.number when 1 then ' archived row' else ' archived rows' end, target.qualified, other.names, part.example);
                end if;
                if archive_count > 1 then
                    execute format('
                        select count(*) as number, min(x.example) as example
                        from (
                            select min(row(%1$s)::text) as example
                            from (%2$s) as s
                            where %3$s and %4$s
                            group by %1$s
                            having count(*) > 1
                        ) as x',
                        other.listed, source, other.predicate, other.filled)
                    into part;
                    if part.number > 0 then
                        obstacles := obstacles || format('the archives %s have different rows with the same (%s), the first %s: only one of them can come back to %s. Choose: set opscenter.archive = %L;',
                            archived, other.names, part.example, target.qualified, numbers[cardinality(numbers)]);
                    end if;
                end if;
            end loop;

            if not is_numbered and archive_count > 1 then
                execute format('select count(*) from (select from (%s) as s group by %s having count(distinct %s) > 1) as x',
                    unioned, (select string_agg(format('s.%I', k.name), ', ') from unnest(key_columns) as k (name)), hashed)
                into row_count;
                if row_count > 0 then
                    steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'table', 'schema', target.source_schema, 'table', target.source_table,
                        'message', format('%s of %s %s in several archives with different content: the newest %s, the older stay in their archives (%s)',
                            row_count || case row_count when 1 then ' row' else ' rows' end, target.qualified,
                            case row_count when 1 then 'is' else 'are' end, case when planning then 'would come back' else 'comes back' end, archived));
                end if;
            end if;

            row_count := counted.total - counted.same - case when is_numbered then 0 else counted.different end;
            work := work || jsonb_build_object('table_oid', target.table_oid, 'is_new', true, 'rows', row_count, 'again', counted.again, 'statement', format(
                'insert into %1$s (%2$s) overriding system value select %3$s from (%4$s) as s where %5$s',
                target.qualified, assigned,
                (
                    select string_agg(case
                            when is_numbered and c.name = key_columns[1] then format(
                                'case when %2$s then $1 + row_number() over (partition by %2$s order by s.opscenter_number, s.%1$I) else s.%1$I end', c.name,
                                format('(s.opscenter_turn > 1 or exists (select from %s as t where %s))', target.qualified, joined))
                            else format('s.%I', c.name)
                        end, ', ' order by c.ordinal)
                    from unnest(columns) with ordinality as c (name, ordinal)
                ),
                source,
                case
                    when is_numbered then format('not exists (select from %s as t where %s and %s = %s)', target.qualified, joined, hashed, written)
                    else format('not exists (select from %s as t where %s)', target.qualified, joined)
                end));
            if row_count > 0 then
                rows_restored := rows_restored + row_count;
                steps := steps || jsonb_build_object('kind', 'OCRES', 'object', 'table', 'schema', target.source_schema, 'table', target.source_table,
                    'message', format('%s %s of %s %s from %s', row_count, case row_count when 1 then 'row' else 'rows' end, target.qualified, verb, archived));
            end if;
            if counted.same > 0 then
                steps := steps || jsonb_build_object('kind', 'OCKEP', 'object', 'table', 'schema', target.source_schema, 'table', target.source_table,
                    'message', format('%s %s of %s there already, with the same content', counted.same,
                        case counted.same when 1 then 'archived row' else 'archived rows' end,
                        target.qualified || case counted.same when 1 then ' is' else ' are' end));
            end if;
            if counted.different > 0 and keeping and not is_numbered then
                steps := steps || jsonb_build_object('kind', 'OCSKP', 'object', 'table', 'schema', target.source_schema, 'table', target.source_table,
                    'message', format('%s of %s left out: what is there has other content and stays; the archived stay in %s', counted.different
                        || case counted.different when 1 then ' archived row' else ' archived rows' end,
                        target.qualified || case counted.different when 1 then ' is' else ' are' end, archived));
            end if;
            if counted.again > 0 then
                steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'table', 'schema', target.source_schema, 'table', target.source_table,
                    'message', format('%s of %s %s a new %s, since another row has its number; the archive keeps the old %s',
                        counted.again || case counted.again when 1 then ' row' else ' rows' end, target.qualified,
                        case when planning then 'would get' when counted.again = 1 then 'got' else 'each got' end, key_columns[1],
                        case counted.again when 1 then 'one' else 'ones' end));
            end if;

            -- Where its sequences have to stand.
            number_base := 0;
            if counted.again > 0 then
                execute format('select greatest((select max(t.%1$I) from %2$s as t), (select max(s.%1$I) from (%3$s) as s))', key_columns[1], target.qualified, unioned)
                into number_base;
            end if;
            for other in
                select
                    c.oid as sequence_oid,
                    format('%I.%I', n.nspname, c.relname) as qualified,
                    n.nspname,
                    c.relname,
                    w.name as wanted_name,
                    w.last_value,
                    q.seqincrement,
                    q.seqcache,
                    pg_get_userbyid(c.relowner) as owner
                from (
                    select s.sequence as name, max(s.last_value) as last_value
                    from jsonb_to_recordset(entries) as e (source_schema name, source_table name, sequences jsonb)
                    cross join jsonb_to_recordset(e.sequences) as s (sequence name, last_value bigint)
                    where e.source_schema = target.source_schema and e.source_table = target.source_table
                    group by s.sequence
                    union all
                    select null, 0
                    where counted.again > 0
                        and not exists (
                            select
                            from jsonb_to_recordset(entries) as e (source_schema name, source_table name, sequences jsonb)
                            where e.source_schema = target.source_schema and e.source_table = target.source_table and e.sequences <> '[]'
                        )
                ) as w
                left join lateral (
                    -- Named as then; or, renamed since, the table's only one.
                    select c.*
                    from pg_depend as d
                    join pg_class as c on c.oid = d.objid and c.relkind = 'S'
                    where d.classid = 'pg_class'::regclass
                        and d.refclassid = 'pg_class'::regclass
                        and d.refobjid = target.table_oid
                        and d.deptype in ('a', 'i')
                    order by c.relname = w.name desc, c.oid
                    limit 1
                ) as c on true
                left join pg_namespace as n on n.oid = c.relnamespace
                left join pg_sequence as q on q.seqrelid = c.oid
            loop
                if other.sequence_oid is null then
                    obstacles := obstacles || format('sequence %I, whose position is archived, does not belong to %s any more. Make it a column''s again: alter sequence ... owned by %2$s. ...;',
                        other.wanted_name, target.qualified);
                    continue;
                elsif not has_sequence_privilege(other.sequence_oid, 'SELECT') or not has_sequence_privilege(other.sequence_oid, 'UPDATE') then
                    obstacles := obstacles || format('role %I may not set sequence %s. Its owner (%I) has to run: grant select, update on sequence %2$s to %1$I;',
                        current_user, other.qualified, other.owner);
                    continue;
                end if;
                execute format('select case when s.is_called then s.last_value else s.last_value - %s end from %s as s', other.seqincrement, other.qualified)
                into drawn;
                if counted.again > 0 then
                    number_base := greatest(number_base, drawn, other.last_value);
                    work := jsonb_set(work, array[(jsonb_array_length(work) - 1)::text, 'base'], to_jsonb(number_base));
                    other.last_value := number_base + counted.again;
                end if;
                continue when drawn >= other.last_value;
                sequences := sequences || jsonb_build_object('sequence_oid', other.sequence_oid, 'qualified', other.qualified,
                    'last_value', other.last_value, 'increment', other.seqincrement, 'by_one', other.seqincrement = 1 and other.seqcache = 1);
                steps := steps || jsonb_build_object('kind', 'OCRES', 'object', 'sequence', 'schema', other.nspname, 'table', target.source_table, 'name', other.relname,
                    'message', format('sequence %s %s forward to %s', other.qualified, case when planning then 'would be set' else 'set' end, other.last_value));
            end loop;
        else
            -------------------------------------------------------------------------------------------------------------------
            -- A table of V1's: values of V2's columns, by the key of their rows
            -------------------------------------------------------------------------------------------------------------------

            -- A row is told by its key if that is unique. If not, by its text, and equal ones take turns: they cannot be told apart.
            select not exists (
                    select
                    from pg_inherits as i
                    join pg_class as c on c.oid = i.inhparent and c.relkind = 'r'
                    where i.inhparent = target.table_oid
                )
                and exists (
                    select
                    from pg_index as i
                    where i.indrelid = target.table_oid and i.indisunique and i.indisvalid and i.indimmediate and i.indpred is null and i.indexprs is null
                        and not exists (
                            select
                            from unnest(i.indkey::int2[]) with ordinality as k (attnum, ordinal)
                            join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.attnum
                            where k.ordinal <= i.indnkeyatts and (not a.attname = any (key_columns) or not a.attnotnull)
                        )
                )
            into is_unique;

            if is_unique then
                select string_agg(format('t.%I = s.%1$I', k.name), ' and ' order by k.ordinal),
                    string_agg(format('s.%I', k.name), ', ' order by k.ordinal)
                into joined, hashed
                from unnest(key_columns) with ordinality as k (name, ordinal);
                source := unioned;
            else
                select 'row(' || string_agg(format('x.%I', k.name), ', ' order by k.ordinal) || ')::text'
                into hashed
                from unnest(key_columns) with ordinality as k (name, ordinal);
                source := format('select x.*, %1$s as opscenter_key, row_number() over (partition by x.opscenter_number, %1$s) as opscenter_turn from (%2$s) as x',
                    hashed, unioned);
                others := format(
                    '(select x.tableoid as opscenter_table, x.ctid as opscenter_place, %1$s as opscenter_key, '
                    'row_number() over (partition by %1$s order by x.tableoid, x.ctid) as opscenter_turn from %2$s as x) as p, ',
                    hashed, target.qualified);
                joined := 'p.opscenter_table = t.tableoid and p.opscenter_place = t.ctid and p.opscenter_key = s.opscenter_key and p.opscenter_turn = s.opscenter_turn';
                if exists (
                    select
                    from pg_attribute as a
                    where a.attrelid = target.table_oid and a.attnum > 0 and not a.attisdropped
                        and not a.attname = any (key_columns)
                        and not exists (
                            select
                            from jsonb_to_recordset(recorded) as r (table_oid oid, name name)
                            where r.table_oid = a.attrelid and r.name = a.attname
                        )
                ) then
                    execute format('select count(*) from (select from %1$s as x where %2$s in (select s.opscenter_key from (%3$s) as s) group by %2$s having count(*) > 1) as d',
                        target.qualified, hashed, source)
                    into row_count;
                    if row_count > 0 then
                        obstacles := obstacles || format('%s of (%s) are not unique in %s any more: it cannot be told to which row an archived value belongs. Make them unique again.',
                            row_count || ' archived values', array_to_string(key_columns, ', '), target.qualified);
                        continue;
                    end if;
                end if;
                hashed := 's.opscenter_key, s.opscenter_turn';
            end if;

            -- Of several archives, for each column the newest value that is not the default.
            select string_agg(format(
                    'case when bool_or(s.%1$I::text is distinct from (%2$s)::text) '
                    'then (array_agg(s.%1$I order by s.opscenter_number desc) filter (where s.%1$I::text is distinct from (%2$s)::text))[1] '
                    'else (%2$s)::%3$s end as %1$I',
                    c.name, d.expression, format_type(a.atttypid, a.atttypmod)), ', ' order by c.ordinal),
                string_agg(format('(s.%1$I::text is distinct from (%2$s)::text and t.%1$I::text is not distinct from (%2$s)::text)', c.name, d.expression),
                    ' or ' order by c.ordinal),
                string_agg(format('(s.%1$I::text is distinct from (%2$s)::text and t.%1$I::text is distinct from (%2$s)::text and t.%1$I::text is distinct from s.%1$I::text)',
                    c.name, d.expression), ' or ' order by c.ordinal),
                string_agg(format('%1$I = case when t.%1$I::text is not distinct from (%2$s)::text then s.%1$I else t.%1$I end', c.name, d.expression),
                    ', ' order by c.ordinal),
                string_agg(format('count(distinct s.%1$I::text) filter (where s.%1$I::text is distinct from (%2$s)::text) > 1', c.name, d.expression),
                    ' or ' order by c.ordinal)
            into unioned, written, conflicting, assigned, statement
            from unnest(columns) with ordinality as c (name, ordinal)
            join pg_attribute as a on a.attrelid = target.table_oid and a.attname = c.name and not a.attisdropped
            left join jsonb_to_recordset(recorded) as r (table_oid oid, name name, default_value text)
                on r.table_oid = target.table_oid and r.name = c.name
            cross join lateral (select coalesce(r.default_value, 'null') as expression) as d;
            if archive_count > 1 then
                execute format('select count(*) from (select from (%s) as s group by %s having %s) as x', source, hashed, statement)
                into row_count;
                if row_count > 0 then
                    steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'table', 'schema', target.source_schema, 'table', target.source_table,
                        'message', format('%s of %s %s different values in several archives: the newest %s, the older stay in their archives (%s)',
                            row_count || case row_count when 1 then ' row' else ' rows' end, target.qualified,
                            case row_count when 1 then 'has' else 'have' end, case when planning then 'would come back' else 'come back' end, archived));
                end if;
                source := format('select %1$s, %2$s from (%3$s) as s group by %1$s', hashed, unioned, source);
            end if;
            others := case when is_unique then '' else others end || format('(%s) as s', source);

            execute format('
                select count(*) as matched,
                    (select count(*) from (%1$s) as s) as total,
                    count(*) filter (where %2$s) as writes,
                    count(*) filter (where %3$s) as conflicts,
                    min(row(%4$s)::text) filter (where %3$s) as example
                from %5$s as t, %6$s
                where %7$s',
                source, written, conflicting, hashed, target.qualified, others, joined)
            into counted;

            if counted.conflicts > 0 and not keeping then
                obstacles := obstacles || format('%s of %s now %s another value in a column of V2 (%s) than the archive, the first with (%s) = %s. To leave what is there, and the archived in the archive: set opscenter.on_conflict = ''keep'';',
                    counted.conflicts || case counted.conflicts when 1 then ' row' else ' rows' end,
                    target.qualified, case counted.conflicts when 1 then 'has' else 'have' end,
                    array_to_string(columns, ', '), array_to_string(key_columns, ', '), counted.example);
            end if;
            -- The whole row but V2's columns: what must be the same afterwards.
            select 'hashtextextended(row(' || coalesce(string_agg(format('t.%I', a.attname), ', ' order by a.attnum), '') || ')::text, 0)'
            into hashed
            from pg_attribute as a
            where a.attrelid = target.table_oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and not a.attname = any (columns);
            work := work || jsonb_build_object('table_oid', target.table_oid, 'is_new', false, 'rows', counted.writes,
                'look', format(
                    'select count(*) as number, coalesce(sum(x.hash), 0) as hash from (select %s as hash from %s as t, %s where %s and (%s) for no key update of t) as x',
                    hashed, target.qualified, others, joined, written),
                'statement', format(
                    'with written as (update %s as t set %s from %s where %s and (%s) returning t.tableoid as relation, %s as hash) '
                    'select coalesce(sum(x.number), 0) as number, coalesce(sum(x.hash), 0) as hash, coalesce(jsonb_object_agg(x.relation::text, x.number), ''{}'') as relations '
                    'from (select w.relation, count(*) as number, sum(w.hash) as hash from written as w group by w.relation) as x',
                    target.qualified, assigned, others, joined, written, hashed));
            if counted.writes > 0 then
                values_restored := values_restored + counted.writes;
                steps := steps || jsonb_build_object('kind', 'OCRES', 'object', 'table', 'schema', target.source_schema, 'table', target.source_table,
                    'message', format('values of %s %s of %s (%s) %s from %s', counted.writes, case counted.writes when 1 then 'row' else 'rows' end,
                        target.qualified, array_to_string(columns, ', '), verb, archived));
            end if;
            if counted.conflicts > 0 and keeping then
                steps := steps || jsonb_build_object('kind', 'OCSKP', 'object', 'table', 'schema', target.source_schema, 'table', target.source_table,
                    'message', format('%s of %s %s other values now, which stay; the archived stay in %s',
                        counted.conflicts || case counted.conflicts when 1 then ' row' else ' rows' end,
                        target.qualified, case counted.conflicts when 1 then 'has' else 'have' end, archived));
            end if;
            if counted.total > counted.matched then
                steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'table', 'schema', target.source_schema, 'table', target.source_table,
                    'message', format('%s of %s, of which values are archived, %s gone: their values stay in %s',
                        (counted.total - counted.matched) || case counted.total - counted.matched when 1 then ' row' else ' rows' end,
                        target.qualified, case counted.total - counted.matched when 1 then 'is' else 'are' end, archived));
            end if;
        end if;

        -- What it refers to is there, or comes back too.
        for other in
            select
                k.conname,
                k.confrelid,
                string_agg(format('s.%I is not null', a.attname), ' and ' order by c.ordinal) as filled,
                string_agg(format('p.%I = s.%I', f.attname, a.attname), ' and ' order by c.ordinal) as equal,
                string_agg(quote_ident(a.attname), ', ' order by c.ordinal) as names,
                format('%I.%I', pn.nspname, pc.relname) as referenced,
                (
                    select w.value
                    from jsonb_array_elements(targets) as w (value)
                    where (w.value ->> 'table_oid')::oid = k.confrelid
                ) as parent
            from pg_constraint as k
            join pg_class as pc on pc.oid = k.confrelid
            join pg_namespace as pn on pn.oid = pc.relnamespace
            cross join unnest(k.conkey, k.confkey) with ordinality as c (attnum, referenced_attnum, ordinal)
            join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = c.attnum
            join pg_attribute as f on f.attrelid = k.confrelid and f.attnum = c.referenced_attnum
            where k.conrelid = target.table_oid and k.contype = 'f' and k.confrelid <> k.conrelid
                and has_table_privilege(k.confrelid, 'SELECT')
            group by k.oid, k.conname, k.confrelid, k.conrelid, pn.nspname, pc.relname
            having bool_and(a.attname = any (columns))
        loop
            -- A parent that has obstacles of its own has no rows to look at.
            continue when other.parent is not null and other.parent ->> 'source' is null;
            execute format('select count(*) from %s%s and not exists (select from %s as p where %s)%s',
                case when target.is_new then format('(%s) as s where ', source) else format('%s as t, %s where %s and ', target.qualified, others, joined) end,
                other.filled, other.referenced, other.equal,
                case when other.parent is not null then format(' and not exists (select from (%s) as p where %s)', other.parent ->> 'source', other.equal) end)
            into row_count;
            if row_count > 0 then
                obstacles := obstacles || format('%s of %s to rows of %s by (%s) that are neither there nor in the archives to restore.',
                    row_count || case row_count when 1 then ' archived row' else ' archived rows' end,
                    target.qualified || case row_count when 1 then ' refers' else ' refer' end, other.referenced, other.names);
            end if;
        end loop;
        select jsonb_agg(case when (w.value ->> 'table_oid')::oid = target.table_oid then w.value || jsonb_build_object('source', source) else w.value end order by w.ordinal)
        into targets
        from jsonb_array_elements(targets) with ordinality as w (value, ordinal);

        -- Triggers that would fire, on the table, its partitions and what inherits from it.
        for other in
            with recursive family as (
                select target.table_oid as table_oid, 0 as depth
                union all
                select i.inhrelid, f.depth + 1
                from family as f
                join pg_inherits as i on i.inhparent = f.table_oid
            )
            select
                format('%I.%I', n.nspname, c.relname) as qualified,
                g.tgname,
                g.tgenabled,
                pg_has_role(c.relowner, 'USAGE') and (not g.tgisinternal or (
                    select r.rolsuper
                    from pg_roles as r
                    where r.rolname = current_user
                )) as is_switchable,
                pg_get_userbyid(c.relowner) as owner
            from family as f
            join pg_class as c on c.oid = f.table_oid
            join pg_namespace as n on n.oid = c.relnamespace
            join pg_trigger as g on g.tgrelid = f.table_oid
            where g.tgenabled <> 'D'
                and g.tgtype & case when target.is_new then 4 else 16 end <> 0
                -- Before 15 a partition's copy of a trigger counts as internal.
                and (not g.tgisinternal or g.tgparentid <> 0 and g.tgconstraint = 0)
                and (work -> -1 ->> 'rows')::bigint > 0
            order by f.depth, c.oid, g.tgname
        loop
            if not other.is_switchable then
                obstacles := obstacles || format('trigger %I of %s would fire, and only its owner (%I), or a superuser for a copy on a partition, may switch it off for the time. Run as %3$I.',
                    other.tgname, other.qualified, other.owner);
                continue;
            end if;
            steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'trigger', 'schema', target.source_schema, 'table', target.source_table, 'name', other.tgname,
                'message', format('trigger %I of %s %s; writers of that table wait until the end', other.tgname, other.qualified,
                    case when planning then 'would not fire' else 'did not fire, and is on again as before' end));
            work := jsonb_set(work, array[(jsonb_array_length(work) - 1)::text, 'triggers'],
                coalesce(work -> -1 -> 'triggers', '[]') || jsonb_build_object(
                    'off', format('alter table only %s disable trigger %I', other.qualified, other.tgname),
                    'on', format('alter table only %s enable %s trigger %I', other.qualified, case other.tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, other.tgname)));
        end loop;
    end loop;

    ---------------------------------------------------------------------------------------------------------------------------
    -- Refuse, or do it
    ---------------------------------------------------------------------------------------------------------------------------

    if cardinality(obstacles) > 0 and not planning then
        raise exception using
            errcode = 'OCREF',
            message = 'The archive of V2 was not restored, nothing was changed. In the way:' || (
                select string_agg(format(E'\n  %s. %s', o.ordinal, o.message), '' order by o.ordinal)
                from unnest(obstacles) with ordinality as o (message, ordinal)),
            hint = 'Fix each and run the script again; it looks at everything before it touches anything.';
    end if;

    if not planning and cardinality(numbers) > 0 then
        -- Sequences first: what others insert meanwhile must not be given an archived number. Few numbers are drawn one by one,
        -- so that the sequence cannot go back whoever draws beside; a leap of many is beyond what anybody could draw in between.
        for other in
            select s.*
            from jsonb_to_recordset(sequences) as s (sequence_oid oid, qualified text, last_value bigint, increment bigint, by_one boolean)
        loop
            execute format('select case when s.is_called then s.last_value else s.last_value - %s end from %s as s', other.increment, other.qualified)
            into drawn;
            if other.by_one and other.last_value - drawn <= 10000 then
                perform nextval(other.sequence_oid::regclass)
                from generate_series(drawn + 1, other.last_value);
            elsif drawn < other.last_value then
                perform setval(other.sequence_oid::regclass, other.last_value);
            end if;
        end loop;

        if not archive_list.has_restored then
            alter table opscenter.archive add column if not exists restored_at timestamp with time zone;
        end if;
        execute 'update opscenter.archive as a set restored_at = clock_timestamp() where a.pair = $2 and a.migration = ''v2'' and a.archive_number = any ($1) and a.restored_at is null'
        using numbers, pair_number;
        get diagnostics row_count = row_count;
        if row_count <> jsonb_array_length(entries) then
            raise exception using
                errcode = 'OCREF',
                message = 'The archive of V2 was not restored, nothing was changed: somebody changed opscenter.archive meanwhile.',
                hint = 'Run the script again.';
        end if;

        for target in
            select w.*
            from jsonb_array_elements(work) with ordinality as e (value, ordinal)
            cross join jsonb_to_record(e.value)
                as w (table_oid oid, is_new boolean, rows bigint, base bigint, look text, statement text, triggers jsonb)
            where w.rows > 0
            order by e.ordinal
        loop
            for other in
                select g.value ->> 'off' as statement
                from jsonb_array_elements(coalesce(target.triggers, '[]')) with ordinality as g (value, ordinal)
                order by g.ordinal
            loop
                execute other.statement;
            end loop;

            if target.is_new then
                execute target.statement
                using target.base;
                get diagnostics row_count = row_count;
            else
                -- Under the rows' locks: what others do to V1's columns meanwhile is not taken for ours.
                execute target.look
                into before;
                execute target.statement
                into counted;
                row_count := counted.number;
                if before.number <> counted.number or before.hash <> counted.hash then
                    raise exception using
                        errcode = 'OCREF',
                        message = format('The archive of V2 was not restored, nothing was changed: writing the values back would have changed other columns of %s.',
                            target.table_oid::regclass),
                        hint = 'Something answers an UPDATE of that table. Nothing was committed; look at its triggers, rules and generated columns.';
                end if;
                updated := updated || counted.relations;
            end if;
            if row_count <> target.rows then
                raise exception using
                    errcode = 'OCREF',
                    message = format('The archive of V2 was not restored, nothing was changed: somebody wrote %s meanwhile (%s rows instead of %s).',
                        target.table_oid::regclass, row_count, target.rows),
                    hint = 'Run the script again.';
            end if;

            for other in
                select g.value ->> 'on' as statement
                from jsonb_array_elements(coalesce(target.triggers, '[]')) with ordinality as g (value, ordinal)
                order by g.ordinal
            loop
                execute other.statement;
            end loop;
        end loop;
    end if;

    ---------------------------------------------------------------------------------------------------------------------------
    -- Say it
    ---------------------------------------------------------------------------------------------------------------------------

    if planning then
        select steps || coalesce(jsonb_agg(jsonb_build_object('kind', 'OCOBS', 'message', o.message) order by o.ordinal), '[]')
        into steps
        from unnest(obstacles) with ordinality as o (message, ordinal);
    end if;
    for step in
        select s.kind, s.object, s.schema, s."table", s.name, s.message
        from jsonb_to_recordset(steps) as s (kind text, object text, schema text, "table" text, name text, message text)
    loop
        raise notice using
            errcode = step.kind,
            message = step.message,
            schema = coalesce(step.schema, ''),
            table = coalesce(step."table", ''),
            constraint = coalesce(step.name, ''),
            datatype = coalesce(step.object, '');
    end loop;

    raise info using
        errcode = 'OCEND',
        message = case
            when cardinality(obstacles) > 0 then 'The archive of V2 would not be restored. Nothing was changed.'
            when cardinality(numbers) = 0 then 'There is nothing to restore: no complete archive of V2 is unrestored. Nothing was changed.'
            else format('%s %s and values of %s %s%s from archive %s.%s',
                rows_restored, case rows_restored when 1 then 'row' else 'rows' end,
                values_restored, case values_restored when 1 then 'row of V1' else 'rows of V1' end,
                case when planning then ' would be restored' else ' were restored' end,
                array_to_string(numbers, ', '),
                case when planning then ' Nothing was changed.' else ' The archive stays as it is.' end)
        end;

    -- For a program that checks what was written: the tables of V1 by OID, each with its number of updated rows.
    perform set_config('opscenter.result', jsonb_build_object(
        'archives', to_jsonb(numbers), 'rows', rows_restored, 'values', values_restored, 'updated', updated)::text, true);
    perform set_config(s.key, s.value, true)
    from jsonb_each_text(caller_settings) as s;
exception
    when unique_violation or foreign_key_violation or check_violation or not_null_violation or exclusion_violation then
        -- The error has taken the settings of the block back, and with them the search_path.
        perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
        get stacked diagnostics archived = message_text, source = pg_exception_detail;
        raise exception using
            errcode = 'OCREF',
            message = format('The archive of V2 was not restored, nothing was changed: %s. %s', archived, source),
            hint = 'A row that is there, or came meanwhile, does not go together with an archived one. Change the one that is there, and run the script again.';
    when lock_not_available then
        -- The error has taken the settings of the block back, and with them the search_path.
        perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
        raise exception using
            errcode = 'lock_not_available',
            message = format('The archive of V2 %s: a lock could not be acquired within the lock timeout (%s).', case
                when planning then 'could not be looked at'
                else 'was not restored, nothing was changed'
            end, coalesce(
                (
                    select string_agg(format('pid %s %s, transaction open for %s', a.pid, a.application_name,
                        coalesce(date_trunc('second', clock_timestamp() - a.xact_start)::text, 'a time that this role may not see')), '; ')
                    from pg_stat_activity as a
                    where a.pid <> pg_backend_pid()
                        and exists (
                            select
                            from pg_locks as l
                            where l.pid = a.pid
                                and l.granted
                                and (
                                    l.relation in (select (t.value ->> 'table_oid')::oid from jsonb_array_elements(targets) as t (value))
                                    or l.locktype = 'advisory' and (l.classid::bigint << 32) + l.objid::bigint = script_lock
                                )
                        )
                ),
                'its holder has gone since')),
            hint = 'Run the script again when that transaction has ended; set lock_timeout to wait longer.';
end
$restore$;
