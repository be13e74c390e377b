do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if obj_description(to_regnamespace('billing'), 'pg_namespace') is distinct from 'made by: own-schema' then
        set local lock_timeout = '500ms';
        create schema billing;
        create type billing.state as enum ('draft', 'sent');
        create table billing.invoice (
            number bigint primary key,
            state billing.state not null default 'draft',
            during daterange,
            lines numeric(10, 2)[] not null check (cardinality(lines) > 0)
        );
        comment on schema billing is 'made by: own-schema';
    end if;
end
$$;
