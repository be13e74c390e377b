do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if col_description('public.customer'::regclass, 3) = 'Padded, as the old system wrote it.' then
        set local lock_timeout = '500ms';
        comment on column public.customer.code is 'Eight characters.';
    end if;
end
$$;
