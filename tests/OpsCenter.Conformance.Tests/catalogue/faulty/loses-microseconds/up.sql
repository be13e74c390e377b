do $$
begin
    perform pg_advisory_xact_lock(20310101);
    set local lock_timeout = '500ms';
    update public.purchase set placed_at = date_trunc('second', placed_at) where placed_at <> date_trunc('second', placed_at);
end
$$;
