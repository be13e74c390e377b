do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if not (
        select convalidated from pg_constraint
        where conrelid = 'public.customer'::regclass and conname = 'customer_balance_check'
    )
    then
        set local lock_timeout = '500ms';
        alter table public.customer validate constraint customer_balance_check;
    end if;
end
$$;
