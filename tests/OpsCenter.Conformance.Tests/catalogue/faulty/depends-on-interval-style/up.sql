do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if obj_description(to_regclass('public.purchase_age'), 'pg_class') is distinct from 'made by: depends-on-interval-style' then
        set local lock_timeout = '500ms';
        create table public.purchase_age (purchase_id int primary key, age text not null);
        insert into public.purchase_age select id, (placed_at - timestamp '2023-01-01')::text from public.purchase;
        comment on table public.purchase_age is 'made by: depends-on-interval-style';
    end if;
end
$$;
