do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if to_regclass('public.open_purchase') is null then
        set local lock_timeout = '500ms';
        create view public.open_purchase as
        select p.id, p.amount, c.email
        from public.purchase as p join public.customer as c on c.id = p.customer_id
        where p.status = 'open';
    end if;
end
$$;
