-- What stands in the place of the metadata of folders and may not be used: it belongs to a role that is neither a superuser, nor
-- the owner of the database, nor one that this session may act as; or it is no plain table; or code hangs on it.
select found.title, pg_get_userbyid(found.owner)::text, found.fault
from (
    select format('schema %I', n.nspname) as title, n.nspowner as owner,
        case when not trusted.holds then 'its owner is not trusted' end as fault
    from pg_namespace n
    cross join lateral (
        select r.rolsuper or r.oid = d.datdba or pg_has_role(current_user, r.oid, 'USAGE') as holds
        from pg_roles r, pg_database d
        where r.oid = n.nspowner and d.datname = current_database()) trusted
    where n.nspname = any ($1)
    union all
    select format('%s %I.%I', case c.relkind when 'r' then 'table' when 'v' then 'view' else 'relation' end, n.nspname, c.relname), c.relowner,
        case
            when not trusted.holds then 'its owner is not trusted'
            when c.relkind <> 'r' then 'it is not a table'
            when c.relpersistence <> 'p' then 'it is not a permanent table'
            when c.relrowsecurity then 'row security is on'
            when exists (select from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) then 'it has a trigger'
            when exists (select from pg_rewrite w where w.ev_class = c.oid) then 'it has a rule'
            when exists (select from pg_inherits i where c.oid in (i.inhrelid, i.inhparent)) then 'it inherits or is inherited'
        end
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    cross join lateral (
        select r.rolsuper or r.oid = d.datdba or pg_has_role(current_user, r.oid, 'USAGE') as holds
        from pg_roles r, pg_database d
        where r.oid = c.relowner and d.datname = current_database()) trusted
    where n.nspname = any ($1) and c.relkind not in ('i', 'S', 't', 'c')
) found
where found.fault is not null
order by found.title
