do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if (
        select convalidated from pg_constraint
        where conrelid = 'public.customer'::regclass and conname = 'customer_balance_check'
    )
    then
        set local lock_timeout = '500ms';
        alter table public.customer
            drop constraint customer_balance_check,
            add constraint customer_balance_check check (balance > -1000000) not valid;
    end if;
end
$$;
