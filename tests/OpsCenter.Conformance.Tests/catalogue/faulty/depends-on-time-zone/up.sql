do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if obj_description(to_regclass('public.customer_day'), 'pg_class') is distinct from 'made by: depends-on-time-zone' then
        set local lock_timeout = '500ms';
        create table public.customer_day (customer_id bigint primary key, day date not null);
        insert into public.customer_day select id, created_at::date from public.customer;
        comment on table public.customer_day is 'made by: depends-on-time-zone';
    end if;
end
$$;
