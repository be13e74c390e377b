do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if (select seqincrement from pg_sequence where seqrelid = 'public.invoice_number'::regclass) = 10 then
        set local lock_timeout = '500ms';
        alter sequence public.invoice_number increment by 1;
    end if;
end
$$;
