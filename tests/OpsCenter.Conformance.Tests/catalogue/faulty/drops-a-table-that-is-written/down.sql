do $$
begin
    perform pg_advisory_xact_lock(20310123);
    set local lock_timeout = '500ms';
    create table if not exists public.parcel (id int primary key, shop_id int references public.shop, note text);
end
$$;
