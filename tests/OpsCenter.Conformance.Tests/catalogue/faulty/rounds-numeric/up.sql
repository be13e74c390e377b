do $$
begin
    perform pg_advisory_xact_lock(20310101);
    set local lock_timeout = '500ms';
    update public.customer set balance = round(balance, 2) where balance <> round(balance, 2);
end
$$;
