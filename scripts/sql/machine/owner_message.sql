--@ What to do about a table that the role does not own, as an expression. No advice gives rights beyond the table: membership in a
--@ superuser, a predefined role or a role with attributes would. {{table}} has: qualified, owner (a name), owner_oid.
case
    when pg_has_role({{table}}.owner_oid, case when current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER' end) then
        format('table %s belongs to role %I; %I is a member of it without inheriting its rights. Work as that role: set role %2$I;',
            {{table}}.qualified, {{table}}.owner, current_user)
    when exists (
            select
            from pg_roles as r
            where pg_has_role({{table}}.owner_oid, r.oid, 'MEMBER')
                and (r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication or r.rolbypassrls or r.rolname like 'pg\_%')
        ) then
        format('table %s belongs to role %I, and %I is not a member of it: only an owner may alter a table. Run as %2$I, or let a superuser run: '
                'alter table %1$s owner to %3$I; grant all on %1$s to %2$I; (%3$I may then also drop it and grant rights on it, and needs '
                'CREATE on its schema; without the grant %2$I could not use it any more)',
            {{table}}.qualified, {{table}}.owner, current_user)
    else
        format('table %s belongs to role %I, and %I is not a member of it: only an owner may alter a table. Run as %2$I, or: grant %2$I to %3$I;',
            {{table}}.qualified, {{table}}.owner, current_user)
end
