do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if obj_description(to_regclass('public.visit'), 'pg_class') is distinct from 'made by: depends-on-date-style' then
        set local lock_timeout = '500ms';
        create table public.visit (id bigint generated always as identity primary key, since date not null default '01/02/2030');
        comment on table public.visit is 'made by: depends-on-date-style';
    end if;
end
$$;
