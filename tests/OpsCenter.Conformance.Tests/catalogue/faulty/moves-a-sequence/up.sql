do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if (select last_value from public.invoice_number) < 5000 then
        set local lock_timeout = '500ms';
        alter sequence public.invoice_number restart with 5000;
    end if;
end
$$;
