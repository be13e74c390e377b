-- OpsCenter V2, undone: drops exactly what create_llm_management_tables_v2.sql recorded that it created.
--
-- Run it:   psql -X -v ON_ERROR_STOP=1 -f rollback_llm_management_tables_v2.sql
-- Look:     set opscenter.mode = 'plan'; before it: it reports what it would do, and changes nothing.
-- Try:      begin; \i rollback_llm_management_tables_v2.sql ... rollback; leaves nothing behind.
-- Online:   run_v2_online.sql, for a database under load: several transactions, none of which V1's traffic feels.
-- Discard:  set opscenter.discard = '<name of the database>'; before it: rows are dropped without a copy. Nothing else loses any.
-- Back:     restore_llm_management_archive_v2.sql, after V2 was applied again.
--
-- Why it is safe
--   * It is one statement. All of it happens, or nothing, in autocommit and inside a caller's transaction alike. The last line
--     says which (INFO when done, ERROR when refused).
--   * It reads the record in schema opscenter and drops nothing else: what was there before V2 stays, with its values. On a
--     database without the record it says so and does nothing.
--   * An object is ours by identity: the OID of the relation, the number of the column, name and definition of the rest. In a
--     database that was dumped and restored, where OIDs are new, names take their place.
--   * It loses no row. Rows of V2's tables, values of V2's columns with the primary key of their rows, and the positions of
--     sequences are copied to schema opscenter_archive first (to opscenter, for a role that may not create a schema), under
--     the locks that keep new ones out. Table opscenter.archive says what is where.
--   * It never cascades. What somebody else built on V2's objects (a view, a foreign key, an index, a column, a publication) makes
--     it refuse with the names. Function bodies that are kept as text are unknown to PostgreSQL: those it cannot see.
--
-- Locks, held from the first to the end of the statement, each waited for at most lock_timeout, or 0.9 s if that is 0:
--   ACCESS EXCLUSIVE   V2's tables, then the V1 tables that V2 added to, last of all llm_usage_logs; the copying of values from V1's
--                      tables happens under it and grows with the number of rows: of a big table it is refused, unless
--                      opscenter.allow_blocking is on
--
-- With opscenter.mode = 'online' V1's tables come first, one by one, as units in the setting opscenter.next, each to be executed by
-- itself (docs/architecture.md, "Online"). Of a big table the values are copied without a strong lock, while triggers note the rows
-- that are written meanwhile; those are copied again, until few are left, and the lock is held only to copy these and to drop. V2's
-- tables follow in a last run of the script.
--   SHARE ROW EXCLUSIVE  a V1 table, for milliseconds, to put the triggers on it
--   ACCESS EXCLUSIVE     a V1 table, for milliseconds; and model_servers and model_deployments, to which its foreign keys point
--
-- Servers: PostgreSQL 13 to 18. Steps are told as notices: docs/architecture.md, "The script protocol".

do $rollback$
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
    -- What the default privileges of an owner give to others on the metadata is revoked in the transaction that creates it: who writes the
    -- record decides what a rollback drops. Units execute this text, too.
    keep_own_rights constant pg_catalog.text := $keep$
do $own_rights$
declare
    role_before constant pg_catalog.text := pg_catalog.current_setting('role');
    given record;
begin
    for given in
        select o.kind, o.title, pg_catalog.pg_get_userbyid(o.owner) as owner, case g.grantee
            when 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantee)) end as grantee
        from (
            select n.oid, n.nspname
            from pg_catalog.pg_namespace as n
            where n.nspname in ('opscenter', 'opscenter_archive', 'opscenter_migrations', 'opscenter_migrations_archive')
        ) as n
        cross join lateral (
            -- Only the creation of a table writes its row in pg_type. A later transaction than this one has no object here.
            select 'table' as kind, pg_catalog.format('%I.%I', n.nspname, c.relname) as title, c.relowner as owner, c.relacl as rights
            from pg_catalog.pg_class as c
            join pg_catalog.pg_type as t on t.oid = c.reltype and pg_catalog.age(t.xmin) <= 0
            where c.relnamespace = n.oid and c.relkind in ('r', 'p')
            union all
            select 'sequence', pg_catalog.format('%I.%I', n.nspname, c.relname), c.relowner, c.relacl
            from pg_catalog.pg_class as c
            where c.relnamespace = n.oid and c.relkind = 'S' and pg_catalog.age(c.xmin) <= 0
            union all
            select 'function', p.oid::pg_catalog.regprocedure::pg_catalog.text, p.proowner, p.proacl
            from pg_catalog.pg_proc as p
            where p.pronamespace = n.oid and pg_catalog.age(p.xmin) <= 0
            union all
            select 'schema', pg_catalog.quote_ident(n.nspname), s.nspowner, s.nspacl
            from pg_catalog.pg_namespace as s
            where s.oid = n.oid and pg_catalog.age(s.xmin) <= 0
        ) as o
        cross join lateral (select distinct a.grantee from pg_catalog.aclexplode(o.rights) as a where a.grantee <> o.owner) as g
        where pg_catalog.pg_has_role(o.owner,
            case when pg_catalog.current_setting('server_version_num')::pg_catalog.int4 >= 160000 then 'SET' else 'MEMBER' end)
    loop
        perform pg_catalog.set_config('role', given.owner, true);
        execute pg_catalog.format('revoke all on %s %s from %s', given.kind, given.title, given.grantee);
        perform pg_catalog.set_config('role', role_before, true);
    end loop;
end
$own_rights$
    $keep$;
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

    small constant bigint := 16 * 1024 * 1024; -- bytes that are copied in milliseconds
    planning boolean;
    online boolean;
    discarding boolean;
    discarded pg_catalog.jsonb;
    may_block boolean;
    dropped_verb pg_catalog.text;
    caller_settings pg_catalog.jsonb;

    record_table pg_catalog.oid;
    header pg_catalog.record;
    ours pg_catalog.jsonb := '[]';
    digested pg_catalog.jsonb := '[]';
    steps pg_catalog.jsonb := '[]';
    obstacles pg_catalog.text[] := '{}';
    statements pg_catalog.text[] := '{}';
    units pg_catalog.jsonb := '[]';
    unfinished pg_catalog.jsonb := '[]';
    drops pg_catalog.text[];
    copying pg_catalog.text;
    catching_up pg_catalog.text;
    capture pg_catalog.name;
    archive_table pg_catalog.name;
    archives pg_catalog.text[] := '{}';
    archive_schema pg_catalog.name;
    number_of_archive integer;
    preparation pg_catalog.text;

    relation pg_catalog.record;
    other pg_catalog.record;
    step pg_catalog.record;
    sequences pg_catalog.jsonb;
    row_count bigint;
    condition pg_catalog.text;
    old_condition pg_catalog.text;
    new_condition pg_catalog.text;
    key_columns pg_catalog.name[];
    value_columns pg_catalog.name[];
    statement pg_catalog.text;
    summary pg_catalog.text;
begin
    caller_schemas := pg_catalog.current_schemas(false);
    caller_settings := pg_catalog.jsonb_build_object(
        'search_path', pg_catalog.current_setting('search_path'),
        'role', pg_catalog.current_setting('role'),
        'lock_timeout', pg_catalog.current_setting('lock_timeout'),
        'jit', pg_catalog.current_setting('jit'),
        'plan_cache_mode', pg_catalog.current_setting('plan_cache_mode'),
        'quote_all_identifiers', pg_catalog.current_setting('quote_all_identifiers'),
        'row_security', pg_catalog.current_setting('row_security'));

    -- From here on only pg_catalog is searched, so that no table, function or operator of another schema can stand in.
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    perform set_config('quote_all_identifiers', 'off', true);
    -- To compile catalog queries that run once would take longer than to run them, and to plan those of a loop each time anew, too.
    perform set_config('jit', 'off', true);
    perform set_config('plan_cache_mode', 'force_generic_plan', true);
    caller_schemas := array(
        select p.schema_name
        from unnest(caller_schemas) with ordinality as p (schema_name, ordinal)
        where p.schema_name not like 'pg_temp%'
        order by p.ordinal);

    if coalesce(current_setting('opscenter.mode', true), '') not in ('', 'plan', 'online', 'plan online') then
        raise exception using
            errcode = 'OCREF',
            message = format('The rollback of V2 was refused, nothing was changed: opscenter.mode is "%s".', current_setting('opscenter.mode')),
            hint = 'Reset it to roll back, or: set opscenter.mode = ''plan'';';
    end if;
    planning := coalesce(current_setting('opscenter.mode', true), '') in ('plan', 'plan online');
    online := coalesce(current_setting('opscenter.mode', true), '') in ('online', 'plan online');
    discarding := coalesce(current_setting('opscenter.discard', true), '') <> '';
    may_block := coalesce(current_setting('opscenter.allow_blocking', true), '') in ('on', 'true', '1');
    if discarding and current_setting('opscenter.discard') <> current_database() then
        raise exception using
            errcode = 'OCREF',
            message = format('The rollback of V2 was refused, nothing was changed: opscenter.discard is "%s", but this is database "%s".',
                current_setting('opscenter.discard'), current_database()),
            hint = 'To drop the rows of V2 without a copy, name this database. To keep them: reset opscenter.discard;';
    end if;
    dropped_verb := case when planning then 'would be dropped' else 'dropped' end;

    -- One run at a time. Below, a table's lock is waited for no longer than deadlock_timeout's default: so it is this run that
    -- gives way, and never a transaction of V1.
    if not planning then
        if coalesce(current_setting('opscenter.runner', true), '') <> 'held' and not pg_try_advisory_xact_lock_shared(runner_lock) then
            raise exception using
                errcode = 'OCREF',
                message = format('The rollback of V2 was refused, nothing was changed: a runner is at work on this database (%s).', coalesce(
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
            message = 'The rollback of V2 was refused, nothing was changed. What is in the place of the migration metadata is not trusted:' || untrusted,
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
                message = 'The rollback of V2 was refused, nothing was changed. opscenter.archive cannot be trusted:' || untrusted,
                hint = 'Where another table stands in the place of the one that was archived, rename it: alter table ... rename to ...; '
                    'Where the owner of our tables has changed, give opscenter.archive to that role, too: alter table opscenter.archive owner to ...; '
                    'Delete rows of opscenter.archive only if none of our runs wrote them: what they name is kept nowhere else.';
        end if;
    end if;

    -- A row that a policy hides would be lost: with row_security off PostgreSQL raises an error instead of hiding it.
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
            message = format('The rollback of V2 was refused, nothing was changed: opscenter.%s exists, but is not the list of %s.', metadata.foreign_name,
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
                    'The rollback of V2 was refused, nothing was changed: the tables of schema opscenter have the layout of an earlier release, and role %I may not extend them.',
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
    -- The record
    ---------------------------------------------------------------------------------------------------------------------------

    select null::text as state
    into header;
    select m.oid
    into record_table
    from pg_namespace as n
    join pg_class as m on m.relnamespace = n.oid and m.relname = 'migration'
    join pg_class as o on o.relnamespace = n.oid and o.relname = 'created_object'
    join pg_attribute as a on a.attrelid = m.oid and a.attname = 'record_oid'
    where n.nspname = 'opscenter';
    if record_table is not null then
        if not has_schema_privilege('opscenter', 'USAGE')
            or not has_table_privilege(record_table, 'SELECT') or not has_table_privilege(record_table, 'DELETE')
            or not coalesce(has_table_privilege(metadata.pair_table, 'SELECT'), true)
            or not has_table_privilege('opscenter.created_object', 'SELECT') or not has_table_privilege('opscenter.created_object', 'DELETE')
        then
            raise exception using
                errcode = 'OCREF',
                message = format('The rollback of V2 was refused, nothing was changed: role %I may not use the record in schema opscenter.', current_user),
                -- Who may write the record says what is dropped: only who could drop it is told how to get there.
                hint = case
                    when exists (
                            select
                            from pg_class as c
                            where c.oid = home.table_oid and pg_has_role(c.relowner, 'USAGE')
                        ) then
                        format('Its owner (%I) has to run: grant usage on schema opscenter to %I; grant select, update, delete on %s to %2$I;', (
                            select pg_get_userbyid(c.relowner)
                            from pg_class as c
                            where c.oid = record_table), current_user, (
                            select string_agg('opscenter.' || c.relname, ', ' order by c.oid)
                            from pg_class as c
                            where c.relnamespace = metadata.schema_oid and c.relname in ('pair', 'migration', 'created_object')))
                    else 'Run as the owner of V2''s tables.'
                end;
        end if;
        select m.state, m.created_schema, m.archive_number, m.record_oid <> record_table as is_restored
        into header
        from opscenter.migration as m
        where m.name = 'v2'
            and case
                when is_earlier_layout then home.schema_name = any (recorded_homes)
                else (to_jsonb(m) ->> 'pair')::integer = pair_number
            end;
    end if;
    if home.schema_oid is null and record_table is not null then
        if metadata.pair_table is not null then
            execute '
                select array_agg(distinct p.schema_name order by p.schema_name)
                from opscenter.migration as m
                join opscenter.pair as p on p.number = m.pair
                where m.name = ''v2'''
            into recorded_homes;
        end if;
        select array_agg(format(
            'no table llm_providers is on the search_path (%s), but schema %I has V2. If that is the one:%s set search_path = %2$I;',
            caller_settings ->> 'search_path', h.schema_name, (
                select format(' grant usage on schema %I to %I;', n.nspname, current_user)
                from pg_namespace as n
                where n.nspname = h.schema_name and not has_schema_privilege(n.oid, 'USAGE')
            )) order by h.schema_name)
        into obstacles
        from unnest(recorded_homes) as h (schema_name);
        obstacles := coalesce(obstacles, '{}');
    if cardinality(obstacles) > 0 and not planning then
        raise exception using
            errcode = 'OCREF',
            message = 'The rollback of V2 was refused, nothing was changed. In the way:' || (
                select string_agg(format(E'\n  %s. %s', o.ordinal, o.message), '' order by o.ordinal)
                from unnest(obstacles) with ordinality as o (message, ordinal)),
            hint = 'Fix each and run the script again; it looks at everything before it touches anything.';
    end if;
    end if;

    if header.state is not null then
        -- Ours, by identity, as it is now: names may have changed since.
        with recorded as (
            select
                o.id,
                o.kind,
                o.object_name,
                o.object_oid,
                o.column_number,
                o.definition,
                (
case
    when o.default_value ~ '^(null|true|false|CURRENT_TIMESTAMP|gen_random_uuid[(][)]|-?[0-9]+([.][0-9]+)?|''[][{}:,."a-zA-Z0-9 _-]*''(::[a-z ]+)?)$'
        then o.default_value
end
                ) as default_value,
                format('%I.%I', o.schema_name, o.table_name) as was_table,
                o.table_name as recorded_table,
                c.oid as table_oid,
                c.relname as table_name,
                n.nspname as schema_name,
                rn.oid as was_schema_oid
            from opscenter.created_object as o
            left join pg_namespace as rn on rn.nspname = o.schema_name
            left join pg_class as c
                on case when header.is_restored
                    then c.relnamespace = rn.oid and c.relname = o.table_name
                    else c.oid = o.table_oid
                end
                and c.relkind in ('r', 'p')
            left join pg_namespace as n on n.oid = c.relnamespace
            where o.id = any (pair_objects) and o.migration = 'v2'
        ),
        found as (
            select r.*, 'pg_class'::regclass as class_oid, r.table_oid as found_oid, 0 as sub_id, r.table_name as found_name
            from recorded as r
            where r.kind = 'table'
            union all
            select r.*, 'pg_class'::regclass, a.attrelid, a.attnum, a.attname
            from recorded as r
            left join pg_attribute as a
                on a.attrelid = r.table_oid
                and not a.attisdropped
                and case when header.is_restored then a.attname = r.object_name else a.attnum = r.column_number end
            where r.kind = 'column'
            union all
            -- REINDEX CONCURRENTLY gives an index a new OID; pg_upgrade one to everything but relations.
            select r.*, 'pg_class'::regclass, x.oid, 0, x.relname
            from recorded as r
            left join lateral (
                select c.oid, c.relname
                from pg_index as i
                join pg_class as c on c.oid = i.indexrelid
                where i.indrelid = r.table_oid
                    and (c.oid = r.object_oid and not header.is_restored or pg_get_indexdef(c.oid) = r.definition)
                order by c.oid = r.object_oid desc
                limit 1
            ) as x on true
            where r.kind = 'index'
            union all
            select r.*, 'pg_class'::regclass, x.oid, 0, x.relname
            from recorded as r
            left join lateral (
                select c.oid, c.relname
                from pg_depend as d
                join pg_class as c on c.oid = d.objid and c.relkind = 'S'
                where d.classid = 'pg_class'::regclass
                    and d.refclassid = 'pg_class'::regclass
                    and d.refobjid = r.table_oid
                    and d.deptype in ('a', 'i')
                    and (c.oid = r.object_oid and not header.is_restored or c.relname = r.object_name)
                order by c.oid = r.object_oid desc
                limit 1
            ) as x on true
            where r.kind = 'sequence'
            union all
            select r.*, 'pg_constraint'::regclass, x.oid, 0, x.conname
            from recorded as r
            left join lateral (
                select c.oid, c.conname
                from pg_constraint as c
                where c.conrelid = r.table_oid
                    and (
                        c.oid = r.object_oid and not header.is_restored
                        or c.conname = r.object_name and pg_get_constraintdef(c.oid) = r.definition
                    )
                order by c.oid = r.object_oid desc
                limit 1
            ) as x on true
            where r.kind = 'constraint'
            union all
            select r.*, 'pg_trigger'::regclass, x.oid, 0, x.tgname
            from recorded as r
            left join lateral (
                select t.oid, t.tgname
                from pg_trigger as t
                where t.tgrelid = r.table_oid
                    and (
                        t.oid = r.object_oid and not header.is_restored
                        or t.tgname = r.object_name and pg_get_triggerdef(t.oid) = r.definition
                    )
                order by t.oid = r.object_oid desc
                limit 1
            ) as x on true
            where r.kind = 'trigger'
            union all
            select r.*, 'pg_proc'::regclass, x.oid, 0, x.proname
            from recorded as r
            left join lateral (
                select p.oid, p.proname
                from pg_proc as p
                where p.prosrc = r.definition
                    and (
                        p.oid = r.object_oid and not header.is_restored
                        or p.pronamespace = r.was_schema_oid and p.proname = r.object_name
                    )
                order by p.oid = r.object_oid desc
                limit 1
            ) as x on true
            where r.kind = 'function'
        ),
        -- What was dropped by hand and added again by a later run is recorded twice, and is one object.
        single as (
            select distinct on (f.class_oid, f.found_oid, f.sub_id, case when f.found_oid is null then f.id end) f.*
            from found as f
            order by f.class_oid, f.found_oid, f.sub_id, case when f.found_oid is null then f.id end, f.id desc
        )
        select jsonb_agg(
            to_jsonb(f) || jsonb_build_object(
                'class_oid', f.class_oid::oid,
                'qualified', coalesce(quote_ident(f.schema_name) || '.' || quote_ident(f.table_name), f.was_table),
                'in_table', f.kind <> 'function' and exists (select from found as t where t.kind = 'table' and t.table_oid = f.table_oid)
                    and f.kind <> 'table')
            order by f.id)
        into ours
        from single as f;

        select steps || coalesce(jsonb_agg(
            jsonb_build_object('kind', 'OCSKP', 'object', o.kind, 'table', o.was_table, 'name', o.object_name, 'message', format(
                '%s %s of %s, which V2 created, is not there any more', o.kind, o.object_name, o.was_table))), '[]')
        into steps
        from jsonb_to_recordset(ours) as o (kind text, found_oid oid, was_table text, object_name text, table_oid oid, in_table boolean)
        where o.found_oid is null and (o.kind = 'table' or o.table_oid is not null and not o.in_table);
        ours := coalesce(jsonb_path_query_array(ours, '$[*] ? (@.found_oid != null)'), '[]');

        -----------------------------------------------------------------------------------------------------------------------
        -- What stands in the way
        -----------------------------------------------------------------------------------------------------------------------

        if current_setting('transaction_isolation') <> 'read committed' then
            obstacles := obstacles || format('the transaction is %s: rows that others committed since it began would be missed and lost. Run in READ COMMITTED.',
                upper(current_setting('transaction_isolation')));
        end if;
        if current_setting('transaction_read_only')::boolean then
            obstacles := obstacles || case
                when pg_is_in_recovery() then 'this server is a standby and takes no writes. Connect to the primary.'
                else 'this transaction is read-only. Run in one that may write: set default_transaction_read_only = off;'
            end;
        end if;
        -- Who may write the record decides what is dropped: nothing that its owner could not drop.
        select obstacles || coalesce(array_agg(format(
            '%s belongs to role %I, and the record, which says that V2 created it, to role %I, which is no member of that one: it is not dropped on that word. '
            'Find out who wrote that; delete the row from opscenter.created_object, or give the object back to its former owner.',
            f.title, pg_get_userbyid(f.owner), pg_get_userbyid(b.relowner)) order by f.title), '{}')
        into obstacles
        from (
            select distinct
                case when p.oid is null then format('table %s', o.qualified) else format('function %s', p.oid::regprocedure) end as title,
                coalesce(p.proowner, c.relowner) as owner
            from jsonb_to_recordset(ours) as o (kind text, found_oid oid, table_oid oid, qualified text)
            left join pg_proc as p on o.kind = 'function' and p.oid = o.found_oid
            left join pg_class as c on c.oid = o.table_oid
        ) as f
        join pg_class as b on b.oid = to_regclass('opscenter.created_object')
        where not pg_has_role(b.relowner, f.owner, 'MEMBER');

        -- Nor what the release does not add, nor what was there before it, as a digest of this pair shows. In a restored database, where
        -- numbers are new, only the last digest counts: what the release added since may have the name of an older column that was dropped.
        if has_table_privilege(to_regclass('opscenter.digest'), 'SELECT') and has_table_privilege(to_regclass('opscenter.journal'), 'SELECT') then
            execute '
                select jsonb_agg(jsonb_build_object(
                    ''oid'', d.detail -> ''Oid'', ''name'', d.schema_name || ''.'' || d.object_name, ''columns'', d.detail -> ''Columns'',
                    ''is_last'', d.journal_id = d.last_one))
                from (
                    select d.*, max(d.journal_id) over () as last_one
                    from opscenter.digest as d
                    join opscenter.journal as j on j.id = d.journal_id
                    where j.migration = ''v2'' and (to_jsonb(j) ->> ''pair'')::integer is not distinct from $1
                ) as d
                where d.kind = ''table'''
            into digested
            using pair_number;
        end if;
        with base_column as (
            select w.table_name, w.column_name, w.data_type
            from (
                values
            ('llm_providers', 'base_url', 'character varying(512)', false, null),
            ('llm_providers', 'metadata', 'jsonb', false, '''{}''::jsonb'),
            ('llm_providers', 'created_by', 'character varying(255)', false, null),

            ('llm_usage_logs', 'provider', 'character varying(50)', false, null),
            ('llm_usage_logs', 'server_id', 'uuid', false, null),
            ('llm_usage_logs', 'deployment_id', 'uuid', false, null),
            ('llm_usage_logs', 'source', 'character varying(50)', false, null),
            ('llm_usage_logs', 'cost_usd', 'numeric(10,6)', false, null),
            ('llm_usage_logs', 'latency_ms', 'integer', false, null)
            ) as w (table_name, column_name, data_type, not_null, default_value)
        ),
        entry as (
            select
                o.*,
                case o.kind
                    when 'table' then o.recorded_table <> all (new_tables) or o.table_name in ('llm_providers', 'llm_usage_logs')
                    when 'sequence' then not o.in_table
                    -- Of a new table; of one that was there and lacked it; or one for a base table, renamed or of another type since.
                    when 'column' then not o.in_table
                        and not (o.recorded_table = any (new_tables) and o.recorded_table = o.table_name)
                        and not exists (
                            select
                            from base_column as b
                            join pg_attribute as a on a.attrelid = o.table_oid and a.attnum = o.sub_id
                            where b.table_name = o.recorded_table
                                and b.column_name = o.object_name
                                and (b.column_name = a.attname or b.data_type = format_type(a.atttypid, a.atttypmod))
                        )
                    else false
                end as is_unwanted,
                exists (
                    select
                    from jsonb_to_recordset(digested) as d (oid oid, name text, columns jsonb, is_last boolean)
                    where case when header.is_restored then d.is_last and d.name = o.schema_name || '.' || o.table_name else d.oid = o.table_oid end
                        and (o.kind = 'table' or o.kind = 'column' and exists (
                            select
                            from jsonb_to_recordset(d.columns) as c ("Number" integer, "Name" text)
                            where c."Name" = o.found_name and (c."Number" = o.sub_id or header.is_restored)
                        ))
                ) as is_older
            from jsonb_to_recordset(ours) as o (
                id bigint, kind text, table_oid oid, sub_id integer, found_name text, schema_name text, table_name text, qualified text,
                recorded_table name, object_name name, in_table boolean)
        )
        select obstacles || coalesce(array_agg(format(
            '%s is recorded as created by V2, %s: it is not dropped on that word. Find out who wrote that, and take the entry away: '
            'delete from opscenter.created_object where id = %s;',
            case e.kind when 'table' then format('table %s', e.qualified) else format('%s %I of %s', e.kind, e.found_name, e.qualified) end,
            case when e.is_older then 'but was there before, as a digest of then shows' else format('which creates no such %s', e.kind) end,
            e.id) order by e.id), '{}')
        into obstacles
        from entry as e
        where e.is_unwanted or e.is_older;

        -- Over what is refused above no right is asked for: the remedy would give away a table of others.
        select obstacles || coalesce(array_agg(format('role %I may not read %I.%I, whose rows have to be kept: grant select on %2$I.%3$I to %1$I;',
            current_user, n.nspname, c.relname) order by n.nspname, c.relname), '{}')
        into obstacles
        from pg_class as c
        join pg_namespace as n on n.oid = c.relnamespace
        where c.oid in (
                select case o.kind when 'sequence' then o.found_oid else o.table_oid end
                from jsonb_to_recordset(ours) as o (kind text, table_oid oid, found_oid oid)
                where o.kind in ('table', 'column', 'sequence')
            )
            and pg_has_role((select b.relowner from pg_class as b where b.oid = to_regclass('opscenter.created_object')), c.relowner, 'MEMBER')
            and not has_table_privilege(c.oid, 'SELECT');

        select obstacles || coalesce(array_agg(
            case
                when pg_has_role(t.owner_oid, case when current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER' end) then
                    format('table %s belongs to role %I; %I is a member of it without inheriting its rights. Work as that role: set role %2$I;',
                        t.qualified, t.owner, current_user)
                when exists (
                        select
                        from pg_roles as r
                        where pg_has_role(t.owner_oid, r.oid, 'MEMBER')
                            and (r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication or r.rolbypassrls or r.rolname like 'pg\_%')
                    ) then
                    format('table %s belongs to role %I, and %I is not a member of it: only an owner may alter a table. Run as %2$I, or let a superuser run: '
                            'alter table %1$s owner to %3$I; grant all on %1$s to %2$I; (%3$I may then also drop it and grant rights on it, and needs '
                            'CREATE on its schema; without the grant %2$I could not use it any more)',
                        t.qualified, t.owner, current_user)
                else
                    format('table %s belongs to role %I, and %I is not a member of it: only an owner may alter a table. Run as %2$I, or: grant %2$I to %3$I;',
                        t.qualified, t.owner, current_user)
            end
            order by t.qualified), '{}')
        into obstacles
        from (
            select distinct o.qualified, pg_get_userbyid(c.relowner) as owner, c.relowner as owner_oid
            from jsonb_to_recordset(ours) as o (table_oid oid, qualified text)
            join pg_class as c on c.oid = o.table_oid
            where pg_has_role((select b.relowner from pg_class as b where b.oid = to_regclass('opscenter.created_object')), c.relowner, 'MEMBER')
                and not pg_has_role(c.relowner, 'USAGE')
        ) as t;

        -- Whatever depends on ours and is not ours, nor a part of it (its row type, its defaults, its TOAST table, its internal triggers).
        with recursive mine as (
            select o.class_oid, o.found_oid, o.sub_id, o.kind, o.table_oid, o.found_name
            from jsonb_to_recordset(ours) as o (class_oid oid, found_oid oid, sub_id integer, kind text, table_oid oid, found_name name)
        ),
        heir as (
            select i.inhrelid as table_oid, m.found_name as column_name
            from mine as m
            join pg_inherits as i on i.inhparent = m.table_oid
            where m.kind = 'column'
            union
            select i.inhrelid, h.column_name
            from heir as h
            join pg_inherits as i on i.inhparent = h.table_oid
        ),
        address as (
            select m.class_oid, m.found_oid, m.sub_id, m.kind = 'table' as is_whole
            from mine as m
            where m.kind <> 'column' or not exists (select from mine as t where t.kind = 'table' and t.table_oid = m.table_oid)
            union
            select 'pg_type'::regclass, t.oid, 0, true
            from mine as m
            join pg_class as c on c.oid = m.found_oid
            join pg_type as t on t.oid = c.reltype or t.typelem = c.reltype and t.typcategory = 'A'
            where m.kind in ('table', 'sequence') and c.reltype <> 0
            union
            -- A column goes from the partitions and inheriting tables too.
            select 'pg_class'::regclass, a.attrelid, a.attnum, false
            from heir as h
            join pg_attribute as a on a.attrelid = h.table_oid and a.attname = h.column_name and a.attinhcount > 0 and not a.attislocal
        )
        select obstacles || coalesce(array_agg(format('%s depends on %s, which V2 created. Drop it, or detach it, first.', d.dependent, d.targets)
            order by d.dependent), '{}')
        into obstacles
        from (
            select
                pg_describe_object(
                    coalesce(v.class_oid, x.classid), coalesce(v.view_oid, x.objid), case when v.view_oid is null then x.objsubid else 0 end) as dependent,
                string_agg(distinct pg_describe_object(x.refclassid, x.refobjid, case when a.is_whole then 0 else x.refobjsubid end), ' and ') as targets
            from pg_depend as x
            join address as a
                on a.class_oid = x.refclassid and a.found_oid = x.refobjid and (a.is_whole or a.sub_id = x.refobjsubid)
            left join lateral (
                select 'pg_class'::regclass as class_oid, r.ev_class as view_oid
                from pg_rewrite as r
                where x.classid = 'pg_rewrite'::regclass and r.oid = x.objid and r.rulename = '_RETURN'
            ) as v on true
            where x.deptype <> 'p'
                and not exists (
                    select
                    from address as m
                    where m.class_oid = x.classid and m.found_oid = x.objid and (m.is_whole or m.sub_id = x.objsubid)
                )
                and not exists (
                    select
                    from pg_class as c
                    where x.classid = 'pg_class'::regclass and c.oid = x.objid and c.relkind = 't'
                )
                and not exists (
                    select
                    from pg_attrdef as d
                    join address as m
                        on m.class_oid = 'pg_class'::regclass and m.found_oid = d.adrelid and (m.is_whole or m.sub_id = d.adnum)
                    where x.classid = 'pg_attrdef'::regclass and d.oid = x.objid
                )
                and not exists (
                    select
                    from pg_trigger as t
                    -- A partition's copy of a trigger comes and goes with the parent's; before 15 it is an internal one.
                    where x.classid = 'pg_trigger'::regclass and t.oid = x.objid and (t.tgisinternal or t.tgparentid <> 0)
                )
                and not exists (
                    select
                    from pg_constraint as c
                    where x.classid = 'pg_constraint'::regclass and c.oid = x.objid and (
                        -- What PostgreSQL derived for a partition comes and goes with the parent's.
                        c.contype = 'n' or c.conparentid <> 0
                    )
                )
                and not exists (
                    select
                    from pg_inherits as i
                    join pg_class as c on c.oid = i.inhrelid and c.relkind in ('i', 'I')
                    where x.classid = 'pg_class'::regclass and i.inhrelid = x.objid
                )
            group by 1
            union all
            select format('column %I', c.attname), format('table %s', o.qualified)
            from jsonb_to_recordset(ours) as o (kind text, table_oid oid, qualified text)
            join pg_attribute as c on c.attrelid = o.table_oid and c.attnum > 0 and not c.attisdropped
            where o.kind = 'table'
                and not exists (select from mine as m where m.kind = 'column' and m.table_oid = c.attrelid and m.sub_id = c.attnum)
        ) as d;

        -----------------------------------------------------------------------------------------------------------------------
        -- What to keep, and what to drop
        -----------------------------------------------------------------------------------------------------------------------

        select n.nspname
        into archive_schema
        from pg_namespace as n
        where n.nspname = 'opscenter_archive' and has_schema_privilege(n.oid, 'USAGE') and has_schema_privilege(n.oid, 'CREATE');
        if archive_schema is null then
            archive_schema := case
                when has_database_privilege(current_database(), 'CREATE')
                    and not exists (select from pg_namespace as n where n.nspname = 'opscenter_archive') then 'opscenter_archive'
                else 'opscenter'
            end;
        end if;
        -- A pair whose rollback was interrupted may have its number before it has a table of that number.
        select coalesce(max(u.number), 0) + 1
        into number_of_archive
        from (
            select substring(c.relname from '_([0-9]{1,6})$')::integer as number
            from pg_namespace as n
            join pg_class as c on c.relnamespace = n.oid
            where n.nspname in ('opscenter', 'opscenter_archive')
            union all
            select m.archive_number
            from opscenter.migration as m
        ) as u;
        number_of_archive := coalesce(header.archive_number, number_of_archive);

        preparation := format(
            'if to_regnamespace(%L) is null then create schema %I; end if; '
            'if to_regclass(''opscenter.archive'') is null then '
            'create table opscenter.archive ('
            'archive_number integer not null, pair integer not null, migration text not null, '
            'archived_at timestamp with time zone not null default clock_timestamp(), archived_by name not null default session_user, '
            'source_schema name not null, source_table name not null, archive_schema name not null, archive_table name not null, '
            'key_columns name[] not null, value_columns name[] not null, row_count bigint not null, sequences jsonb not null, '
            'state text not null default ''complete'' check (state in (''capturing'', ''copied'', ''complete'')), '
            'capture name, restored_at timestamp with time zone, primary key (archive_schema, archive_table)); '
            'end if;', archive_schema, archive_schema);

        -- What a rollback began that did not come to its end: online resumes it, the single statement begins again.
        if metadata.archive_table is not null then
            execute 'select coalesce(jsonb_agg(to_jsonb(a)), ''[]'') from opscenter.archive as a where a.migration = ''v2'' and a.state <> ''complete'' and ' || archived_of_pair
            into unfinished;
            if not online and not planning then
                select coalesce(array_agg(x.statement order by x.ordinal), '{}')
                into statements
                from jsonb_to_recordset(unfinished) as a (archive_schema name, archive_table name, capture name)
                cross join lateral (
                    values
                        (1, format('drop table if exists %I.%I', a.archive_schema, a.archive_table)),
                        (2, format('drop table if exists opscenter.%I', a.capture)),
                        (3, format('delete from opscenter.archive as o where o.archive_schema = %L and o.archive_table = %L', a.archive_schema, a.archive_table))
                ) as x (ordinal, statement)
                where x.statement is not null;
            end if;
        end if;

        -- Table by table of V1: how its part of V2 goes. Online each is a unit of its own, and V2's tables wait for the last run.
        for relation in
            select
                o.table_oid,
                o.qualified,
                o.schema_name,
                o.table_name,
                min(o.was_table) as was_table,
                array_agg(o.found_name order by o.sub_id) filter (where o.kind = 'column') as columns,
                pg_relation_size(o.table_oid) as size,
                (
                    select coalesce(array_agg(d.statement order by d.part, d.id), '{}')
                    from (
                        select 1 as part, t.id, format('drop trigger %I on %s', t.found_name, t.qualified) as statement
                        from jsonb_to_recordset(ours) as t (id bigint, kind text, table_oid oid, qualified text, found_name name)
                        where t.kind = 'trigger' and t.table_oid = o.table_oid
                        union all
                        select 2, min(i.id), format('drop index %s', string_agg(format('%I.%I', i.schema_name, i.found_name), ', ' order by i.id))
                        from jsonb_to_recordset(ours) as i (id bigint, kind text, table_oid oid, schema_name name, found_name name, found_oid oid)
                        where i.kind = 'index'
                            and i.table_oid = o.table_oid
                            and not exists (select from pg_constraint as c where c.conindid = i.found_oid and c.contype in ('p', 'u', 'x'))
                        having count(*) > 0
                        union all
                        select 3, min(c.id), format('alter table %s %s', o.qualified, string_agg(
                            case c.kind
                                when 'constraint' then format('drop constraint %I', c.found_name)
                                else format('drop column %I', c.found_name)
                            end, ', ' order by c.kind desc, c.id))
                        from jsonb_to_recordset(ours) as c (id bigint, kind text, table_oid oid, found_name name)
                        where c.kind in ('constraint', 'column') and c.table_oid = o.table_oid
                        having count(*) > 0
                    ) as d
                ) as drops,
                (
                    select a
                    from jsonb_array_elements(unfinished) as a
                    where a ->> 'source_schema' = o.schema_name and a ->> 'source_table' = o.table_name
                    limit 1
                ) as begun
            from jsonb_to_recordset(ours)
                as o (kind text, table_oid oid, qualified text, schema_name name, table_name name, was_table text, found_name name, sub_id integer, in_table boolean)
            where o.kind in ('column', 'constraint', 'index', 'trigger') and not o.in_table
            group by o.table_oid, o.qualified, o.schema_name, o.table_name
            order by o.table_name
        loop
            select coalesce(sum(pg_relation_size(t.relid)), relation.size)
            into relation.size
            from pg_partition_tree(relation.table_oid) as t;

            -- A value that is the default which V2 gave the column is not worth keeping: the next run gives it again.
            select
                string_agg(format('t.%I is distinct from %s', o.found_name, d.value), ' or '),
                string_agg(format('old.%I is distinct from %s', o.found_name, d.value), ' or '),
                string_agg(format('new.%I is distinct from %s', o.found_name, d.value), ' or ')
            into condition, old_condition, new_condition
            from jsonb_to_recordset(ours)
                as o (kind text, table_oid oid, found_name name, sub_id integer, definition text, default_value text)
            join pg_attribute as a on a.attrelid = o.table_oid and a.attnum = o.sub_id
            cross join lateral (
                select case
                    when o.default_value is not null and o.definition = format_type(a.atttypid, a.atttypmod) then o.default_value
                    else 'null'
                end as value
            ) as d
            where o.kind = 'column' and o.table_oid = relation.table_oid;
            select array_agg(a.attname order by k.ordinal)
            into key_columns
            from pg_index as i
            cross join unnest(i.indkey::int2[]) with ordinality as k (attnum, ordinal)
            join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.attnum
            where i.indrelid = relation.table_oid and i.indisprimary and k.ordinal <= i.indnkeyatts;

            if not online then
                if condition is not null and not discarding and 2 * relation.size / 1e9 >= 1 then
                    statement := format('in one transaction it would keep everybody out of %s (%s) for about %s s, while values of V2 are looked for and copied',
                        relation.qualified, pg_size_pretty(relation.size), ceil(2 * relation.size / 1e9));
                    if planning or may_block then
                        steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'table', 'schema', relation.schema_name,
                            'table', relation.table_name, 'message', statement || '; opscenter rollback, or run_v2_online.sql with psql, keeps nobody out');
                    else
                        obstacles := obstacles || (statement || '. Nobody waits if you run it online: psql -X -v script=rollback_llm_management_tables_v2.sql '
                            '-f run_v2_online.sql, or: opscenter rollback. To let them wait: set opscenter.allow_blocking = on;');
                    end if;
                end if;
                continue;
            end if;

            drops := array['set local search_path = pg_catalog, pg_temp', 'set local row_security = off',
                format('lock table %s in access exclusive mode', relation.qualified)];
            archive_table := left(relation.table_name, 52) || '_' || number_of_archive;
            copying := null;
            if condition is not null and not discarding then
                if relation.begun is null and (relation.size < small or may_block and key_columns is null) then
                    copying := 'now';
                elsif key_columns is null or exists (select from pg_inherits as i where i.inhparent = relation.table_oid)
                    and not exists (select from pg_class as c where c.oid = relation.table_oid and c.relkind = 'p')
                then
                    copying := 'now';
                    if not may_block then
                        obstacles := obstacles || format('%s (%s) %s, so its values can be copied only while everybody is kept out of it, for about %s s. '
                            'To let them wait: set opscenter.allow_blocking = on;', relation.qualified, pg_size_pretty(relation.size),
                            case when key_columns is null then 'has no primary key' else 'has tables that inherit from it' end,
                            ceil(2 * relation.size / 1e9));
                    end if;
                else
                    copying := 'before';
                    if not has_schema_privilege('opscenter', 'CREATE') then
                        obstacles := obstacles || format('role %I may not create anything in schema opscenter, where written rows are noted. '
                            'Its owner has to run: grant create on schema opscenter to %1$I;', current_user);
                    end if;
                end if;
            end if;
            if key_columns is null then
                select array_agg(a.attname order by a.attnum)
                into key_columns
                from pg_attribute as a
                where a.attrelid = relation.table_oid and a.attnum > 0 and not a.attisdropped and not a.attname = any (relation.columns);
            end if;

            -- What is told is a literal, and so is the block: no character of a name is read as SQL, or as a place of format().
            if copying = 'now' then
                drops := drops || format('do %L', format(
                    'declare n bigint; begin '
                    'select count(*) into n from %4$s as t where %5$s; if n > 0 then %12$s '
                    'create table %1$I.%2$I as select %3$s from %4$s as t where %5$s; '
                    'insert into opscenter.archive (archive_number, pair, migration, source_schema, source_table, archive_schema, archive_table, '
                    'key_columns, value_columns, row_count, sequences) values (%6$s, %13$s, ''v2'', %7$L, %8$L, %1$L, %2$L, %9$L, %10$L, n, ''[]''); '
                    'raise notice using errcode = ''OCARC'', message = n || %11$L, schema = %7$L, table = %8$L, datatype = ''table''; '
                    'end if; end',
                    archive_schema, archive_table,
                    (select string_agg(format('t.%I', c.name), ', ' order by c.ordinal)
                        from unnest(key_columns || relation.columns) with ordinality as c (name, ordinal)),
                    relation.qualified, condition, number_of_archive, relation.schema_name, relation.table_name, key_columns, relation.columns,
                    format(' rows of %s (%s) copied to %I.%I', relation.qualified, array_to_string(relation.columns, ', '), archive_schema, archive_table),
                    preparation, pair_number)) || keep_own_rights;
            elsif copying = 'before' then
                archive_schema := coalesce(relation.begun ->> 'archive_schema', archive_schema);
                archive_table := coalesce(relation.begun ->> 'archive_table', archive_table);
                capture := coalesce(relation.begun ->> 'capture', format('capture_%s_t%s', number_of_archive, relation.table_oid));
                if relation.begun is null then
                    units := units || jsonb_build_object('kind', 'transaction', 'table', relation.qualified,
                        'tables', jsonb_build_array(relation.table_oid), 'lock', 'SHARE ROW EXCLUSIVE',
                        'message', format('note what is written to V2''s columns of %s from now on', relation.qualified),
                        'steps', '[]'::jsonb,
                        'statements', to_jsonb(array[
                            'set local search_path = pg_catalog, pg_temp',
                            -- What the copy needs goes again if nothing comes into it, and only that: so a schema that is made is recorded.
                            format('do %L', format(
                                'begin if to_regnamespace(%1$L) is null then create schema %1$I; insert into opscenter.created_object '
                                '(pair, migration, kind, schema_name, table_name, object_name, table_oid, object_oid, column_number) '
                                'values (%3$s, ''v2'', ''schema'', %1$L, '''', %1$L, 0, to_regnamespace(%1$L), 0); end if; %2$s end',
                                archive_schema, preparation, pair_number)),
                            format('create table %I.%I as select %s from %s as t with no data', archive_schema, archive_table,
                                (select string_agg(format('t.%I', c.name), ', ' order by c.ordinal)
                                    from unnest(key_columns || relation.columns) with ordinality as c (name, ordinal)),
                                relation.qualified),
                            format('alter table %I.%I add primary key (%s)', archive_schema, archive_table,
                                (select string_agg(quote_ident(c.name), ', ' order by c.ordinal) from unnest(key_columns) with ordinality as c (name, ordinal))),
                            -- A line for each write, and no key: why, see below. A publication of all tables lets only go what has an identity.
                            format('create table opscenter.%I as select %s from %s as t with no data', capture,
                                (select string_agg(format('t.%I', c.name), ', ' order by c.ordinal) from unnest(key_columns) with ordinality as c (name, ordinal)),
                                relation.qualified),
                            format('alter table opscenter.%I replica identity full', capture),
                            -- SECURITY DEFINER: who writes to the table need not write here. So nobody else may hang it on a table, on another
                            -- one it refuses, and a key that was given a type of somebody's own is not cast.
                            format('create function opscenter.%I() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as %L',
                                capture, format(
                                    'begin '
                                    'if tg_relid <> %6$s and (tg_table_schema <> %7$L or tg_table_name <> %8$L) '
                                    'and not exists (select from pg_partition_ancestors(tg_relid) as a where a.relid = %6$s) then '
                                    'raise exception using errcode = ''object_not_in_prerequisite_state'', '
                                    'message = format(''%%I.%%I: this function belongs to %%s'', tg_table_schema, tg_table_name, %9$L); end if; '
                                    'if tg_op = ''TRUNCATE'' then delete from %1$I.%2$I; update opscenter.archive as a set row_count = 0 '
                                    'where a.archive_schema = %1$L and a.archive_table = %2$L; return null; end if; '
                                    'if tg_op <> ''INSERT'' and (%10$s) or tg_op <> ''DELETE'' and (%11$s) then '
                                    'raise exception using errcode = ''object_not_in_prerequisite_state'', '
                                    'message = format(''a key column of %%s has another type than when the rollback of V2 began'', %9$L), '
                                    'hint = ''Run that rollback to its end, or apply V2 again; then change the type.''; end if; '
                                    'if tg_op <> ''INSERT'' then insert into opscenter.%3$I values (%4$s); end if; '
                                    'if tg_op <> ''DELETE'' then insert into opscenter.%3$I values (%5$s); end if; '
                                    'return null; end',
                                    archive_schema, archive_table, capture,
                                    (select string_agg(format('old.%I', c.name), ', ' order by c.ordinal) from unnest(key_columns) with ordinality as c (name, ordinal)),
                                    (select string_agg(format('new.%I', c.name), ', ' order by c.ordinal) from unnest(key_columns) with ordinality as c (name, ordinal)),
                                    relation.table_oid, relation.schema_name, relation.table_name, relation.qualified,
                                    (
                                        select string_agg(format('pg_typeof(old.%I)::oid >= 16384 and pg_typeof(old.%1$I)::text <> %2$L',
                                            a.attname, a.atttypid::regtype::text), ' or ')
                                        from pg_attribute as a
                                        where a.attrelid = relation.table_oid and a.attname = any (key_columns)
                                    ),
                                    (
                                        select string_agg(format('pg_typeof(new.%I)::oid >= 16384 and pg_typeof(new.%1$I)::text <> %2$L',
                                            a.attname, a.atttypid::regtype::text), ' or ')
                                        from pg_attribute as a
                                        where a.attrelid = relation.table_oid and a.attname = any (key_columns)
                                    ))),
                            format('revoke all on function opscenter.%I() from public', capture),
                            format(
                                'insert into opscenter.archive (archive_number, pair, migration, source_schema, source_table, archive_schema, archive_table, '
                                'key_columns, value_columns, row_count, sequences, state, capture) '
                                'values (%s, %s, ''v2'', %L, %L, %L, %L, %L, %L, 0, ''[]'', ''capturing'', %L)',
                                number_of_archive, pair_number, relation.schema_name, relation.table_name, archive_schema, archive_table, key_columns, relation.columns, capture)
                        ] || (
                            -- ENABLE ALWAYS: rows that a subscription applies are written too.
                            select array_agg(s.statement order by s.part, s.ordinal)
                            from (
                                select 1 as part, k.ordinal, format('create trigger %I after %s on %s for each %s execute function opscenter.%I()',
                                    'opscenter_capture_' || k.event, k.event, relation.qualified,
                                    case k.event when 'truncate' then 'statement' else format('row when (%s)', k.test) end, capture) as statement
                                from (
                                    values
                                        (1, 'insert', new_condition),
                                        (2, 'update', old_condition || ' or ' || new_condition),
                                        (3, 'delete', old_condition),
                                        (4, 'truncate', null)
                                ) as k (ordinal, event, test)
                                union all
                                select 2, k.ordinal, format('alter table %s enable always trigger %I', relation.qualified, 'opscenter_capture_' || k.event)
                                from unnest(array['insert', 'update', 'delete', 'truncate']) with ordinality as k (event, ordinal)
                            ) as s
                        ) || format(
                            'insert into opscenter.created_object '
                            '(pair, migration, kind, schema_name, table_name, object_name, table_oid, object_oid, column_number, definition) '
                            'select %3$s, ''v2'', ''function'', n.nspname, c.relname, p.proname, c.oid, p.oid, 0, p.prosrc '
                            'from pg_proc as p, pg_class as c join pg_namespace as n on n.oid = c.relnamespace '
                            'where p.oid = ''opscenter.%1$I()''::regprocedure and c.oid = %2$s '
                            'union all '
                            'select %3$s, ''v2'', ''trigger'', n.nspname, c.relname, t.tgname, c.oid, t.oid, 0, pg_get_triggerdef(t.oid) '
                            'from pg_trigger as t join pg_class as c on c.oid = t.tgrelid join pg_namespace as n on n.oid = c.relnamespace '
                            'where t.tgfoid = ''opscenter.%1$I()''::regprocedure and t.tgrelid = %2$s', capture, relation.table_oid, pair_number) || keep_own_rights));
                end if;
                if relation.begun is null or relation.begun ->> 'state' = 'capturing' then
                    units := units || jsonb_build_object('kind', 'transaction', 'table', relation.qualified,
                        'tables', '[]'::jsonb, 'lock', 'ACCESS SHARE',
                        'message', format('copy V2''s values of %s to %I.%I', relation.qualified, archive_schema, archive_table),
                        'steps', '[]'::jsonb,
                        'statements', jsonb_build_array(
                            'set local search_path = pg_catalog, pg_temp',
                            'set local row_security = off',
                            format('do %L', format('declare n bigint; begin insert into %1$I.%2$I select %3$s from %4$s as t where %5$s; '
                                'get diagnostics n = row_count; update opscenter.archive as a set state = ''copied'', row_count = n '
                                'where a.archive_schema = %1$L and a.archive_table = %2$L; end',
                                archive_schema, archive_table,
                                (select string_agg(format('t.%I', c.name), ', ' order by c.ordinal)
                                    from unnest(key_columns || relation.columns) with ordinality as c (name, ordinal)),
                                relation.qualified, condition))));
                end if;
                -- Takes the noted keys away and copies their rows anew. It is exact while others write, because it is one statement, and each
                -- write notes its keys in its own transaction, in lines of its own: the snapshot shows a line exactly if it shows the write.
                -- What it does not show yet stays noted. Only under the lock of the drop is nothing left to come.
                catching_up := format(
                    'with written as (delete from opscenter.%3$I as c returning c.*), '
                    'gone as (delete from %1$I.%2$I as a using written as c where (%4$s) = (%5$s) '
                    'and not exists (select from %7$s as t where (%6$s) = (%5$s) and (%8$s))), '
                    'come as (insert into %1$I.%2$I select %9$s from %7$s as t where (%6$s) in (select %5$s from written as c) and (%8$s) '
                    'on conflict (%10$s) do update set %11$s returning 1) '
                    'update opscenter.archive as b set row_count = b.row_count + (select count(*) from come) '
                    '- (select count(*) from %1$I.%2$I as a where (%4$s) in (select %5$s from written as c)) '
                    'where b.archive_schema = %1$L and b.archive_table = %2$L',
                    archive_schema, archive_table, capture,
                    (select string_agg(format('a.%I', c.name), ', ' order by c.ordinal) from unnest(key_columns) with ordinality as c (name, ordinal)),
                    (select string_agg(format('c.%I', c.name), ', ' order by c.ordinal) from unnest(key_columns) with ordinality as c (name, ordinal)),
                    (select string_agg(format('t.%I', c.name), ', ' order by c.ordinal) from unnest(key_columns) with ordinality as c (name, ordinal)),
                    relation.qualified, condition,
                    (select string_agg(format('t.%I', c.name), ', ' order by c.ordinal)
                        from unnest(key_columns || relation.columns) with ordinality as c (name, ordinal)),
                    (select string_agg(quote_ident(c.name), ', ' order by c.ordinal) from unnest(key_columns) with ordinality as c (name, ordinal)),
                    (select string_agg(format('%1$I = excluded.%1$I', c), ', ') from unnest(relation.columns) as c));
                -- What was noted in the time of the copy, or in the days since a run stopped, is too much for the lock of the drop. TRUNCATE
                -- empties the archive, and is kept out: the table is locked before the first snapshot is taken. Lines that are gone cost
                -- the drop time too: ANALYZE tells the planner that they are, VACUUM takes them out.
                units := units || jsonb_build_object('kind', 'transaction', 'table', relation.qualified,
                    'tables', '[]'::jsonb, 'lock', 'ACCESS SHARE',
                    'message', format('copy again what was written to V2''s columns of %s meanwhile', relation.qualified),
                    'steps', '[]'::jsonb,
                    'statements', jsonb_build_array(
                        'set local search_path = pg_catalog, pg_temp',
                        'set local row_security = off',
                        format('lock table %s in access share mode', relation.qualified),
                        format('do %L', format('begin for i in 1 .. 20 loop execute %1$L; analyze opscenter.%2$I; '
                            'exit when not exists (select from opscenter.%2$I offset 1000); end loop; end', catching_up, capture))));
                units := units || jsonb_build_object('kind', 'alone', 'table', relation.qualified,
                    'tables', '[]'::jsonb, 'lock', 'ACCESS SHARE',
                    'message', format('vacuum what was noted of %s', relation.qualified),
                    'steps', '[]'::jsonb,
                    'statements', jsonb_build_array(format('vacuum (truncate false) opscenter.%I', capture)));
                -- Copied once more before the lock is asked for: what was written while earlier requests waited is not copied under it.
                drops := drops[1:2] || format('lock table %s in access share mode', relation.qualified) || catching_up || drops[3]
                    || catching_up || format('do %L', format('declare n bigint; begin '
                    'update opscenter.archive as a set state = ''complete'', capture = null, archived_at = clock_timestamp() '
                    'where a.archive_schema = %1$L and a.archive_table = %2$L returning a.row_count into n; '
                    'if n = 0 then drop table %1$I.%2$I; delete from opscenter.archive as a where a.archive_schema = %1$L and a.archive_table = %2$L; '
                    'else raise notice using errcode = ''OCARC'', message = n || %3$L, schema = %4$L, table = %5$L, datatype = ''table''; end if; end',
                    archive_schema, archive_table,
                    format(' rows of %s (%s) copied to %I.%I', relation.qualified, array_to_string(relation.columns, ', '), archive_schema, archive_table),
                    relation.schema_name, relation.table_name));
            end if;
            if relation.begun is not null and copying is distinct from 'before' then
                drops := drops || array[
                    format('drop table if exists %I.%I', relation.begun ->> 'archive_schema', relation.begun ->> 'archive_table'),
                    format('delete from opscenter.archive as a where a.archive_schema = %L and a.archive_table = %L',
                        relation.begun ->> 'archive_schema', relation.begun ->> 'archive_table')];
                capture := relation.begun ->> 'capture';
            end if;
            if copying = 'before' and relation.begun is null then
                drops := drops || array(
                    select format('drop trigger %I on %s', 'opscenter_capture_' || k.event, relation.qualified)
                    from unnest(array['insert', 'update', 'delete', 'truncate']) as k (event));
            end if;
            drops := drops || relation.drops;
            if copying = 'before' or relation.begun is not null then
                drops := drops || array[
                    format('drop function if exists opscenter.%I()', capture),
                    format('drop table if exists opscenter.%I', capture)];
            end if;
            discarded := '[]';
            if discarding and condition is not null and has_table_privilege(relation.table_oid, 'SELECT') then
                execute format('select count(*) from %s as t where %s', relation.qualified, condition)
                into row_count;
                if row_count > 0 then
                    discarded := jsonb_build_array(jsonb_build_object('kind', 'OCTIP', 'object', 'table', 'schema', relation.schema_name,
                        'table', relation.table_name, 'message', format('values of %s %s of %s (%s) were discarded', row_count,
                            case row_count when 1 then 'row' else 'rows' end, relation.qualified, array_to_string(relation.columns, ', '))));
                end if;
            end if;
            units := units || jsonb_build_object('kind', 'transaction', 'table', relation.qualified,
                'tables', jsonb_build_array(relation.table_oid), 'lock', 'ACCESS EXCLUSIVE',
                'message', format('drop V2''s part of %s', relation.qualified),
                'statements', to_jsonb(drops || format(
                    'delete from opscenter.created_object as o where o.pair = %s and o.migration = ''v2'' and (o.table_oid = %s or format(''%%I.%%I'', o.schema_name, o.table_name) = %L)',
                    pair_number, relation.table_oid, relation.was_table)),
                'steps', discarded || (
                    select coalesce(jsonb_agg(jsonb_build_object('kind', 'OCDRP', 'object', o.kind, 'schema', o.schema_name, 'table', o.table_name,
                        'name', o.found_name, 'message', format('%s %s dropped', o.kind, case o.kind
                            when 'column' then format('%s.%I', o.qualified, o.found_name)
                            else format('%I of %s', o.found_name, o.qualified) end)) order by o.id), '[]')
                    from jsonb_to_recordset(ours) as o (id bigint, kind text, schema_name name, table_name name, qualified text, found_name name, table_oid oid)
                    where o.table_oid = relation.table_oid and o.kind in ('column', 'constraint', 'index')));
        end loop;

        if cardinality(obstacles) = 0 and not planning and units = '[]' then
            -- New rows are kept out before the first is copied. V1's tables last.
            for relation in
                select distinct o.qualified, o.table_oid, o.kind = 'table' as is_new, o.table_name
                from jsonb_to_recordset(ours) as o (kind text, table_oid oid, qualified text, table_name text, in_table boolean)
                where o.kind = 'table' or o.kind <> 'function' and not o.in_table
                order by is_new desc, table_name
            loop
                execute format('lock table %s in access exclusive mode', relation.qualified);
            end loop;
        end if;

        for relation in
            select
                o.table_oid,
                o.qualified,
                o.schema_name,
                o.table_name,
                bool_or(o.kind = 'table') as is_new,
                array_agg(o.found_name order by o.sub_id) filter (where o.kind = 'column') as columns
            from jsonb_to_recordset(ours)
                as o (kind text, table_oid oid, qualified text, schema_name name, table_name name, found_name name, sub_id integer)
            where o.kind in ('table', 'column')
                and units = '[]'
            group by o.table_oid, o.qualified, o.schema_name, o.table_name
            order by is_new desc, o.table_name
        loop
            -- A value that is the default which V2 gave the column is not worth keeping: the next run gives it again.
            if relation.is_new then
                condition := 'true';
                value_columns := relation.columns;
                key_columns := '{}';
            else
                value_columns := relation.columns;
                select string_agg(format('t.%I is distinct from %s', o.found_name, case
                        when o.default_value is not null and o.definition = format_type(a.atttypid, a.atttypmod) then o.default_value
                        else 'null'
                    end), ' or ')
                into condition
                from jsonb_to_recordset(ours)
                    as o (kind text, table_oid oid, found_name name, sub_id integer, definition text, default_value text)
                join pg_attribute as a on a.attrelid = o.table_oid and a.attnum = o.sub_id
                where o.kind = 'column' and o.table_oid = relation.table_oid;

                -- Without a primary key the whole row tells which one it was.
                select coalesce(
                    (
                        select array_agg(a.attname order by k.ordinal)
                        from pg_index as i
                        cross join unnest(i.indkey::int2[]) with ordinality as k (attnum, ordinal)
                        join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.attnum
                        where i.indrelid = relation.table_oid and i.indisprimary and k.ordinal <= i.indnkeyatts
                    ),
                    (
                        select array_agg(a.attname order by a.attnum)
                        from pg_attribute as a
                        where a.attrelid = relation.table_oid
                            and a.attnum > 0
                            and not a.attisdropped
                            and not a.attname = any (relation.columns)
                    ))
                into key_columns;
            end if;

            sequences := '[]';
            for other in
                select format('%I.%I', n.nspname, c.relname) as qualified, c.relname, n.nspname
                from jsonb_to_recordset(ours) as o (kind text, table_oid oid, found_oid oid)
                join pg_class as c on c.oid = o.found_oid
                join pg_namespace as n on n.oid = c.relnamespace
                where relation.is_new and o.kind = 'sequence' and o.table_oid = relation.table_oid
                    and has_table_privilege(c.oid, 'SELECT')
            loop
                execute format('select $1 || jsonb_agg(jsonb_build_object(''sequence'', $2, ''last_value'', s.last_value)) from %s as s where s.is_called',
                    other.qualified)
                into sequences
                using sequences, other.relname;
                sequences := coalesce(sequences, '[]');
            end loop;

            row_count := 0;
            if has_table_privilege(relation.table_oid, 'SELECT') and (planning or cardinality(obstacles) = 0) then
                execute format('select count(*) from %s as t where %s', relation.qualified, condition)
                into row_count;
            end if;
            continue when row_count = 0 and sequences = '[]';
            if discarding then
                steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'table', 'schema', relation.schema_name, 'table', relation.table_name,
                    'message', format('%s%s %s of %s%s %s discarded', case when not relation.is_new then 'values of ' end,
                        row_count, case row_count when 1 then 'row' else 'rows' end, relation.qualified,
                        case when not relation.is_new then format(' (%s)', array_to_string(value_columns, ', ')) end,
                        case when planning then 'would be' when relation.is_new and row_count = 1 then 'was' else 'were' end));
                continue;
            end if;

            statement := format('%I.%I', archive_schema, left(relation.table_name, 52) || '_' || number_of_archive);
            archives := archives || format('%s (%s %s)', statement, row_count, case row_count when 1 then 'row' else 'rows' end);
            steps := steps || jsonb_build_object('kind', 'OCARC', 'object', 'table', 'schema', relation.schema_name, 'table', relation.table_name,
                'message', format('%s %s of %s%s %s to %s',
                    row_count,
                    case row_count when 1 then 'row' else 'rows' end,
                    relation.qualified,
                    case when not relation.is_new then format(' (%s)', array_to_string(value_columns, ', ')) end,
                    case when planning then 'would be copied' else 'copied' end,
                    statement));
            statements := statements
                || format('create table %s as select %s from %s as t where %s',
                    statement,
                    case when relation.is_new then 't.*' else (
                        select string_agg(format('t.%I', c.name), ', ' order by c.ordinal)
                        from unnest(key_columns || value_columns) with ordinality as c (name, ordinal)) end,
                    relation.qualified, condition)
                || format(
                    'insert into opscenter.archive (archive_number, pair, migration, source_schema, source_table, archive_schema, archive_table, '
                    'key_columns, value_columns, row_count, sequences) values (%s, %s, ''v2'', %L, %L, %L, %L, %L, %L, %s, %L)',
                    number_of_archive, pair_number, relation.schema_name, relation.table_name, archive_schema,
                    left(relation.table_name, 52) || '_' || number_of_archive, key_columns, value_columns, row_count, sequences);
        end loop;

        if jsonb_path_exists(steps, '$[*] ? (@.kind == "OCARC")') or units <> '[]' and not discarding then
            if to_regclass('opscenter.archive') is null then
                if not has_schema_privilege('opscenter', 'CREATE') then
                    obstacles := obstacles || format(
                        'rows have to be archived, and role %I may not create a table in schema opscenter. Its owner has to run: grant create on schema opscenter to %1$I;',
                        current_user);
                end if;
            elsif not has_table_privilege('opscenter.archive', 'INSERT') then
                obstacles := obstacles || format(
                    'rows have to be archived, and role %I may not write opscenter.archive. Its owner has to run: grant select, insert on opscenter.archive to %1$I;',
                    current_user);
            end if;
            if units = '[]' then
                statements := format('do $do$ begin %s end $do$', preparation) || statements;
            end if;
        end if;

        -- Triggers, indexes, foreign keys and columns of tables that stay, then V2's tables at once, then the functions.
        if units = '[]' then
            select statements || coalesce(array_agg(s.statement order by s.part, s.ordinal), '{}')
            into statements
            from (
                select 0 as part, o.id as ordinal, format('drop trigger %I on %s', o.found_name, o.qualified) as statement
                from jsonb_to_recordset(ours) as o (id bigint, kind text, qualified text, found_name name, in_table boolean)
                where o.kind = 'trigger' and not o.in_table
                union all
                select 1, min(o.id), format('drop index %s', string_agg(format('%I.%I', o.schema_name, o.found_name), ', ' order by o.id))
                from jsonb_to_recordset(ours) as o (id bigint, kind text, schema_name name, found_name name, found_oid oid, in_table boolean)
                where o.kind = 'index'
                    and not o.in_table
                    and not exists (select from pg_constraint as c where c.conindid = o.found_oid and c.contype in ('p', 'u', 'x'))
                having count(*) > 0
                union all
                select 2, min(o.id), format('alter table %s %s', o.qualified, string_agg(
                    case o.kind
                        when 'constraint' then format('drop constraint %I', o.found_name)
                        else format('drop column %I', o.found_name)
                    end, ', ' order by o.kind desc, o.id))
                from jsonb_to_recordset(ours) as o (id bigint, kind text, qualified text, found_name name, in_table boolean)
                where o.kind in ('constraint', 'column') and not o.in_table
                group by o.qualified
                union all
                select 4, min(o.id), format('drop table %s', string_agg(o.qualified, ', ' order by o.id))
                from jsonb_to_recordset(ours) as o (id bigint, kind text, qualified text)
                where o.kind = 'table'
                having count(*) > 0
                union all
                select 5, o.id, format('drop function %s', o.found_oid::regprocedure)
                from jsonb_to_recordset(ours) as o (id bigint, kind text, found_oid oid)
                where o.kind = 'function'
            ) as s;
            select steps || coalesce(jsonb_agg(
                jsonb_build_object('kind', 'OCDRP', 'object', o.kind, 'schema', o.schema_name, 'table', o.table_name,
                    'name', case when o.kind <> 'table' then o.found_name end,
                    'message', case o.kind
                        when 'table' then format('table %s %s', o.qualified, dropped_verb)
                        when 'column' then format('column %s.%I %s', o.qualified, o.found_name, dropped_verb)
                        else format('%s %I of %s %s', o.kind, o.found_name, o.qualified, dropped_verb)
                    end)
                order by o.id), '[]')
            into steps
            from jsonb_to_recordset(ours)
                as o (id bigint, kind text, schema_name name, table_name name, qualified text, found_name name, in_table boolean)
            where not o.in_table;
        end if;

        -----------------------------------------------------------------------------------------------------------------------
        -- Refuse, or do it
        -----------------------------------------------------------------------------------------------------------------------

        if cardinality(obstacles) > 0 and not planning then
            raise exception using
                errcode = 'OCREF',
                message = 'The rollback of V2 was refused, nothing was changed. In the way:' || (
                    select string_agg(format(E'\n  %s. %s', o.ordinal, o.message), '' order by o.ordinal)
                    from unnest(obstacles) with ordinality as o (message, ordinal)),
                hint = 'Fix each and run the script again; it looks at everything before it touches anything.';
        end if;

        if not planning then
            foreach statement in array statements loop
                execute statement;
            end loop;
            execute keep_own_rights;
            if units <> '[]' then
                update opscenter.migration as m
                set state = 'rolling back', archive_number = number_of_archive
                where m.pair = pair_number and m.name = 'v2';
            else
                -- What was made for a copy to which nothing came goes; what others made stays, and what this role may not drop.
                if exists (
                    select
                    from opscenter.created_object as o
                    join pg_namespace as n on n.oid = o.object_oid and n.nspname = 'opscenter_archive'
                    where o.pair = pair_number
                        and o.migration = 'v2'
                        and o.kind = 'schema'
                        and pg_has_role(n.nspowner, 'USAGE')
                        and not exists (select from pg_depend as d where d.refclassid = 'pg_namespace'::regclass and d.refobjid = n.oid)
                ) then
                    statement := 'drop schema opscenter_archive';
                    begin
                        execute statement;
                    exception
                        when others then
                            -- The error has taken the settings of the block back, and with them the search_path.
                            perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
                            steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'schema',
                                'message', format('%s was refused, and the empty schema stays: %s', statement, sqlerrm));
                    end;
                end if;
                if pg_has_role((select c.relowner from pg_class as c where c.oid = to_regclass('opscenter.archive')), 'USAGE') then
                    if not exists (select from opscenter.archive) then
                        drop table opscenter.archive;
                    end if;
                end if;
                delete from opscenter.created_object as o
                where o.pair = pair_number and o.migration = 'v2';
                delete from opscenter.migration as m
                where m.pair = pair_number and m.name = 'v2';
                -- Who made the schema is remembered for the last one.
                update opscenter.migration as m
                set created_schema = true
                where header.created_schema and not m.created_schema;
                -- Archives and the journal refer to the pair's number.
                if not exists (select from opscenter.migration as m where m.pair = pair_number)
                    and to_regclass('opscenter.journal') is null
                    and has_table_privilege('opscenter.pair', 'DELETE')
                then
                    execute 'delete from opscenter.pair as p where p.number = $1' || case
                        when to_regclass('opscenter.archive') is not null
                            then ' and not exists (select from opscenter.archive as a where a.pair = p.number)'
                        else ''
                    end
                    using pair_number;
                end if;
            end if;

            -- The last one out takes the record along, and the schema if a script made it and nothing else is in it.
            if not exists (select from opscenter.migration)
                and not exists (select from opscenter.created_object)
                and pg_has_role((select c.relowner from pg_class as c where c.oid = record_table), 'USAGE')
            then
                drop table opscenter.created_object, opscenter.migration;
                if pg_has_role((select c.relowner from pg_class as c where c.oid = metadata.pair_table), 'USAGE') then
                    if not exists (select from opscenter.pair) then
                        drop table opscenter.pair;
                    end if;
                end if;
                if header.created_schema
                    and pg_has_role((select n.nspowner from pg_namespace as n where n.nspname = 'opscenter'), 'USAGE')
                    and not exists (
                        select
                        from pg_depend as d
                        where d.refclassid = 'pg_namespace'::regclass and d.refobjid = to_regnamespace('opscenter')
                    )
                then
                    statement := 'drop schema opscenter';
                    begin
                        execute statement;
                    exception
                        when others then
                            -- The error has taken the settings of the block back, and with them the search_path.
                            perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
                            steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'schema',
                                'message', format('%s was refused, and the empty schema stays: %s', statement, sqlerrm));
                    end;
                end if;
            end if;
        end if;
    end if;

    if planning then
        perform set_config('opscenter.statements', coalesce((
            select jsonb_build_array(jsonb_build_object('kind', 'transaction', 'table', string_agg(t.qualified, ', ' order by t.qualified),
                'tables', jsonb_agg(t.table_oid order by t.qualified), 'lock', 'ACCESS EXCLUSIVE', 'role', work_role,
                'message', 'archive the rows and values of V2, then drop it', 'statements', to_jsonb(statements), 'steps', '[]'::jsonb))
            from (
                select distinct o.qualified, o.table_oid
                from jsonb_to_recordset(ours) as o (kind text, table_oid oid, qualified text, in_table boolean)
                where o.kind = 'table' or o.kind <> 'function' and not o.in_table
            ) as t
            having cardinality(statements) > 0
        )::text, '[]'), true);
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
            column = coalesce(case when step.object = 'column' then step.name end, ''),
            constraint = coalesce(case when step.object <> 'column' then step.name end, ''),
            datatype = coalesce(step.object, '');
    end loop;

    select string_agg(format('%s %s', c.number, c.object || case when c.number = 1 then '' when c.object = 'index' then 'es' else 's' end), ', '
        order by array_position(array['table', 'column', 'constraint', 'index', 'function', 'trigger'], c.object))
    into summary
    from (
        select s.object, count(*) as number
        from jsonb_to_recordset(steps) as s (kind text, object text)
        where s.kind = 'OCDRP'
        group by s.object
    ) as c;
    raise info using
        errcode = 'OCEND',
        message = case
            when planning and cardinality(obstacles) > 0 then 'The rollback of V2 would be refused. Nothing was changed.'
            when header.state is null then format('There is no record of V2 in %s: it was never migrated, or is rolled back already. Nothing was changed.',
                coalesce('schema ' || quote_ident(home.schema_name), 'this database'))
            when planning then format('The rollback would drop %s. Nothing was changed.', coalesce(summary, 'nothing'))
            when units <> '[]' then format('The rollback of V2 is begun: %s to do on tables that were there before it.',
                jsonb_array_length(units) || case jsonb_array_length(units) when 1 then ' unit' else ' units' end)
            else format(case when online then 'V2 is rolled back. Its last step, after those above: %s dropped%s.'
                else 'V2 is rolled back: %s dropped%s.' end, coalesce(summary, 'nothing'),
                case
                    when cardinality(archives) > 0 then ', after their rows were copied to ' || array_to_string(archives, ', ')
                    when discarding then ', their rows with them'
                    else '; no row was in them'
                end)
        end;

    if online and not planning then
        if work_role is not null then
            select jsonb_agg(u.value || jsonb_build_object('role', work_role) order by u.ordinal)
            into units
            from jsonb_array_elements(units) with ordinality as u (value, ordinal);
        end if;
        perform set_config('opscenter.next', coalesce(nullif(units, '[]')::text, ''), false);
    end if;
    perform set_config(s.key, s.value, true)
    from jsonb_each_text(caller_settings) as s;
exception
    when lock_not_available then
        -- The error has taken the settings of the block back, and with them the search_path.
        perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
        raise exception using
            errcode = 'lock_not_available',
            message = format('V2 %s: a lock could not be acquired within the lock timeout (%s).', case
                when planning then 'could not be looked at for a rollback'
                else 'was not rolled back, nothing was changed'
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
                                    l.relation in (select o.table_oid from jsonb_to_recordset(ours) as o (table_oid oid))
                                    or l.locktype = 'advisory' and (l.classid::bigint << 32) + l.objid::bigint = script_lock
                                )
                        )
                ),
                'its holder has gone since')),
            hint = 'Run the script again when that transaction has ended; set lock_timeout to wait longer.';
end
$rollback$;
