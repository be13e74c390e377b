--@ Needs: obstacles.
    if current_setting('transaction_read_only')::boolean then
        obstacles := obstacles || case
            when pg_is_in_recovery() then 'this server is a standby and takes no writes. Connect to the primary.'
            else 'this transaction is read-only. Run in one that may write: set default_transaction_read_only = off;'
        end;
    end if;
