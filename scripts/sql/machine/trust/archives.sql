--@ Refuses rows of opscenter.archive that name what its owner has no power over. Placeholder: refused.
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
                message = '{{refused}}, nothing was changed. opscenter.archive cannot be trusted:' || untrusted,
                hint = 'Where another table stands in the place of the one that was archived, rename it: alter table ... rename to ...; '
                    'Where the owner of our tables has changed, give opscenter.archive to that role, too: alter table opscenter.archive owner to ...; '
                    'Delete rows of opscenter.archive only if none of our runs wrote them: what they name is kept nowhere else.';
        end if;
    end if;
