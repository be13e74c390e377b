insert into shop.customer values (1, 'Ann');
